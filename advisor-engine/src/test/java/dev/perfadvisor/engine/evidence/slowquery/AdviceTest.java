package dev.perfadvisor.engine.evidence.slowquery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SQL that is written for a statement: it is to be run by people, so that the whole text counts. */
final class AdviceTest {

    private static final String POSTGRES = "postgresql";
    private static final String MYSQL = "mysql";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            select a from t where b = ? order by c desc limit ?            | idx_t_b_c ON t (b, c);
            select a from t where d > ? and b = ? and c in (?+)            | idx_t_b_c_d ON t (b, c, d);
            select a from t where b = ? and d > ? order by d limit ?       | idx_t_b_d ON t (b, d);
            select a from t where b = ? and d > ? order by e limit ?       | idx_t_b_d ON t (b, d);
            select a from t where b = ? order by c desc, d limit ?         | idx_t_b_c_d ON t (b, c DESC, d);
            select a from t where b = ? and (c = ? or d = ?)               | idx_t_b ON t (b);
            select x.a from t x join u on u.t_id = x.id where x.b = ?      | idx_t_b ON t (b);
            select a from "Order" where "user" = ?                         | idx_order_user ON "Order" ("user");
            delete from t where b = ? and c < ?                            | idx_t_b_c ON t (b, c);
            """)
    void indexesHaveEqualityFirstThenOrderOrRange(String sql, String index) {
        assertThat(postgres(sql).index()).startsWith("CREATE INDEX CONCURRENTLY " + index);
    }

    @Test
    void indexComesWithItsProof() {
        assertThat(mysql("select a from t where b = ?").index()).isEqualTo("""
                CREATE INDEX idx_t_b ON t (b);
                EXPLAIN select a from t where b = ?;   -- with values for ?: key must name the index, and rows come near \
                to those returned""");
    }

    @Test
    void eachSideOfOrGetsItsIndex() {
        assertThat(postgres("select a from t where b = ? or c = ?").index())
                .contains("idx_t_b ON t (b);", "idx_t_c ON t (c);")
                .doesNotContain("(b, c)");
    }

    @Test
    void joinedTableIsIndexedByItsJoinColumn() {
        var text = postgres("select c.id, (select count(*) from orders o where o.customer_id = c.id) from customers c "
                + "where c.id between ? and ?");
        assertThat(text.index()).contains("ON orders (customer_id);").doesNotContain("ON customers");
    }

    @Test
    void primaryKeysByNameNeedNone() {
        assertThat(postgres("select a from t where id = ?").index()).isEmpty();
    }

    @Test
    void knownIndexesAreConsidered() {
        var known = new KnownIndexes();
        known.addCreated("create index t_b on public.t using btree (b)", false);
        assertThat(advice("select a from t where b = ?", POSTGRES, known, "").index())
                .startsWith("-- t_b on t (b) exists")
                .doesNotContain("CREATE");
        assertThat(advice("select a from t where b = ? order by c limit ?", POSTGRES, known, "")
                        .index())
                .contains("ON t (b, c);", "-- takes the place of t_b (b)");
    }

    @Test
    void partialIndexesThatExistServeNoOtherRows() {
        var known = new KnownIndexes();
        known.addCreated("create index t_b on t (b) where c is null", false);
        assertThat(advice("select a from t where b = ?", POSTGRES, known, "").index())
                .startsWith("CREATE INDEX CONCURRENTLY idx_t_b ON t (b);");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            select a from t where b = ? and c is null                        | ON t (b) WHERE c IS NULL;
            select a from t x where x.b = ? and x.c is not null              | ON t (b) WHERE c IS NOT NULL;
            select a from t where b = ? and "Done" = false order by d        | ON t (b, d) WHERE "Done" = false;
            select a from t where b > ? and c is null and d is true          | ON t (b) WHERE c IS NULL AND d IS true;
            select x.a from t x join u on u.t_id = x.id where x.b = ? and x.c is null | ON t (b) WHERE c IS NULL;
            """)
    void rowsThatNoExecutionAsksForCanStayOutOfTheIndex(String sql, String smaller) {
        assertThat(postgres(sql).index()).contains("-- or smaller, when few rows are so: CREATE INDEX", smaller);
        assertThat(mysql(sql.replace('"', '`')).index()).doesNotContain("WHERE c", "smaller");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            select a from t where b = ? or c is null
            select a from t where b = ? and (c is null or d = ?)
            select a from t where b = ? union select a from t where c is null
            select x.a from t x join u on u.t_id = x.id where x.b = ? and u.c = ? and x.d = u.e
            select x.a from t x left join u on u.t_id = x.id where x.b = ? and u.c is null
            select a from t where c is null
            """)
    void rowsThatSomeExecutionAsksForStayIn(String sql) {
        assertThat(postgres(sql).index()).doesNotContain("smaller", "WHERE c");
    }

    @Test
    void whatWaitsToBeWorkedOffHasAnIndexOfItsOwn() {
        var queue = "select id from jobs where started_at is null order by priority desc, created_at limit ?";
        assertThat(postgres(queue).index())
                .startsWith("CREATE INDEX CONCURRENTLY idx_jobs_priority_created_at ON jobs (priority DESC, created_at)"
                        + " WHERE started_at IS NULL;");
        assertThat(mysql(queue).index()).startsWith("""
                CREATE INDEX idx_jobs_started_at_priority_created_at ON jobs (started_at, priority DESC, created_at);""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            select a from t where b = ?                              | ON t (b) INCLUDE (a);      | ON t (b, a);
            select x.a, sum(x.c) from t x where x.b = ? group by x.a | ON t (b) INCLUDE (a, c);   | ON t (b, a, c);
            select count(*) from t where b = ? and c <> ?            | ON t (b) INCLUDE (c);      | ON t (b, c);
            select a from t where b = ? order by d desc              | ON t (b, d) INCLUDE (a);   | ON t (b, d, a);
            """)
    void indexesThatAnswerManyRowsAlone(String sql, String postgres, String mysql) {
        assertThat(advice(sql, POSTGRES, new KnownIndexes(), "", 1240).index())
                .contains("-- or wider, as a call reads 1240 rows: CREATE INDEX", postgres);
        assertThat(advice(sql, MYSQL, new KnownIndexes(), "", 1240).index()).contains(mysql);
        assertThat(advice(sql, POSTGRES, new KnownIndexes(), "", 12).index()).doesNotContain("wider");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            select * from t where b = ?
            select a, c, d, e from t where b = ?
            select b from t where b = ?
            select a x from t where b = ?
            select a from t where b = ? and c > date ?
            select a from t where b = ? for update
            select a from t where b = ? and c in (select d from u)
            select a from t, u where t.b = ? and u.c = t.d
            delete from t where b = ?
            """)
    void indexesThatCanNotAnswerAlone(String sql) {
        assertThat(advice(sql, POSTGRES, new KnownIndexes(), "", 1240).index()).doesNotContain("wider");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            postgresql | select a from t where date(c) = ? and b = ?     | select a from t where c >= ? and c < ? + interval '1 day' and b = ?
            mysql      | select a from t where date(x.c) = ?             | select a from t where x.c >= ? and x.c < ? + interval 1 DAY
            mysql      | select a from t where year(c) = ? limit ?       | select a from t where c >= ? and c < ? /* first day of the year, and of the next */ limit ?
            mysql      | select a from t where left(c, ?) = ?            | select a from t where c like concat(?, '%') /* for the first letters only */
            postgresql | select a from t where c::text = ?               | select a from t where c = ? /* bound with the type of c */
            """)
    void conditionsAreWrittenOnTheBareColumn(String dialect, String sql, String expected) {
        assertThat(advice(sql, dialect, new KnownIndexes(), "").sargable()).startsWith(expected);
    }

    @Test
    void expressionsThatStayAreIndexed() {
        assertThat(postgres("select a from users where lower(email) = ?").sargable())
                .isEqualTo("CREATE INDEX CONCURRENTLY idx_users_email_expr ON users ((lower(email)));");
        assertThat(postgres("select a from users where email = lower(?)").sargable())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            postgresql | select a from t order by b limit ? offset ?          | select a from t where (b, id) > (?, ?) order by b, id limit ?
            postgresql | select a from t where x = ? or y = ? order by id desc offset ? limit ? | select a from t where (x = ? or y = ?) and id < ? order by id desc limit ?
            mysql      | select a from t where x = ? order by b desc limit ?, ? | select a from t where x = ? and (b < ? or (b = ? and id < ?)) order by b desc, id desc limit ?
            """)
    void pagesGoOnAfterTheLastRow(String dialect, String sql, String expected) {
        assertThat(advice(sql, dialect, new KnownIndexes(), "").keyset()).startsWith(expected + "\n");
    }

    @Test
    void pagesWithoutOrderCanNotBeRewritten() {
        assertThat(postgres("select a from t limit ? offset ?").keyset()).isEmpty();
        assertThat(postgres("select a from t order by b limit ?").keyset()).isEmpty();
    }

    @Test
    void oneStatementForAllRows() {
        var item = "select qty from order_items where order_id = ?";
        assertThat(advice(item, POSTGRES, new KnownIndexes(), "select id from orders where customer_id = ?")
                        .batch())
                .isEqualTo("""
                        select order_id, qty from order_items where order_id = any(?)
                        -- or, with the statement before it, in one:
                        select p.*, c.qty from (select id from orders where customer_id = ?) p left join order_items c \
                        on c.order_id = p.id""");
        assertThat(advice(item, MYSQL, new KnownIndexes(), "select id from customers where id = ?")
                        .batch())
                .as("a parent of another table is not joined by its key")
                .isEqualTo("select order_id, qty from order_items where order_id in (?, ?, ...)");
    }

    @Test
    void memoryIsToldFromWhatWentToDisk() {
        assertThat(spilled(POSTGRES, 11_000_000).memory())
                .isEqualTo(
                        "SET LOCAL work_mem = '64MB';   -- in the transaction of this statement; it wrote 11 MB to disk");
        assertThat(spilled(MYSQL, 17_000_000).memory()).contains("tmp_table_size = 64 * 1024 * 1024");
        assertThat(postgres("select a from t order by b").memory()).isEmpty();
    }

    @Test
    void hostileNamesStayQuoted() {
        assertThat(postgres("select a from \"t; drop table x\" where \"b\"\"; --\" = ?")
                        .index())
                .contains("ON \"t; drop table x\" (");
    }

    private static StatementAdvice spilled(String dialect, long bytes) {
        return Advice.of(new Advice.Case(
                "select a from t order by b",
                shape("select a from t order by b", dialect),
                dialect,
                "",
                List.of(),
                "",
                "",
                false,
                true,
                bytes,
                -1,
                new KnownIndexes()));
    }

    private static StatementAdvice postgres(String sql) {
        return advice(sql, POSTGRES, new KnownIndexes(), "");
    }

    private static StatementAdvice mysql(String sql) {
        return advice(sql, MYSQL, new KnownIndexes(), "");
    }

    private static StatementAdvice advice(String sql, String dialect, KnownIndexes known, String parent) {
        return advice(sql, dialect, known, parent, -1);
    }

    private static StatementAdvice advice(String sql, String dialect, KnownIndexes known, String parent, double rows) {
        return Advice.of(new Advice.Case(
                sql, shape(sql, dialect), dialect, "", List.of(), "", parent, false, false, 0, rows, known));
    }

    private static StatementShape shape(String sql, String dialect) {
        var text = new ByteText();
        byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
        text.append(bytes, 0, bytes.length);
        return ShapeReader.read(text, !dialect.equals(POSTGRES));
    }
}
