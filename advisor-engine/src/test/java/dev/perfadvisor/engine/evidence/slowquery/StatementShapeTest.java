package dev.perfadvisor.engine.evidence.slowquery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementShapeTest {

    @Test
    void tablesAndColumnsOfAJoin() {
        var shape = shape("SELECT o.id, i.qty FROM public.orders AS o JOIN order_item i ON i.order_id = o.id "
                + "WHERE o.customer_id = $1 AND i.qty BETWEEN 2 AND 5 AND o.status IN ('a', 'b') AND o.title LIKE 'x%' "
                + "ORDER BY o.placed_at DESC, 2 LIMIT 10");
        assertThat(shape.tables())
                .extracting(StatementShape.Table::name)
                .containsExactly("public.orders", "order_item");
        assertThat(shape.filters()).extracting(StatementShape.Column::name).containsExactly("customer_id", "status");
        assertThat(shape.ranges()).extracting(StatementShape.Column::name).containsExactly("qty", "title");
        assertThat(shape.orders()).containsExactly("placed_at");
        assertThat(shape.limited()).isTrue();
        assertThat(shape.functionOnColumn()).isNull();
        assertThat(shape.selectStar()).isFalse();
        assertThat(shape.aggregates()).isFalse();
        assertThat(shape.verb()).isEqualTo("select");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            SELECT id FROM c WHERE LOWER(email) = 'x'                  | LOWER(email)            | email
            SELECT id FROM c WHERE date(c.created) = '2023-01-01'      | date(c.created)         | created
            SELECT id FROM c WHERE phone::text = '1'                   | phone::text             | phone
            SELECT id FROM c WHERE total + 1 > 5                       | total + ?               | total
            SELECT id FROM c WHERE a = 1 AND date_trunc('day', t) = $1 | date_trunc(?, t)        | t
            SELECT id FROM c WHERE CAST(a AS char) = '1'               | CAST(a AS char)         | a
            SELECT id FROM c WHERE coalesce(a, 0) IN (1, 2)            | coalesce(a, ?)          | a
            SELECT id FROM c WHERE extract(year from t) = 2023         | extract(year from t)    | t
            """)
    void columnsInsideOfExpressions(String sql, String expression, String column) {
        var shape = shape(sql);
        assertThat(shape.functionOnColumn()).isEqualTo(expression);
        assertThat(shape.functionColumns())
                .extracting(StatementShape.Column::name)
                .containsExactly(column);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            SELECT id FROM c WHERE email = lower($1)
            SELECT id FROM c WHERE created > now() - interval '1 day'
            SELECT id FROM c WHERE created = '2023-01-01'::date
            SELECT id FROM c JOIN d ON c.id = d.id WHERE c.x = 1
            SELECT lower(name) FROM c WHERE id = 1
            SELECT id FROM c WHERE id = ANY ($1)
            UPDATE c SET n = n + 1 WHERE id = 1
            """)
    void functionsThatDoNotHideAColumn(String sql) {
        assertThat(shape(sql).functionOnColumn()).isNull();
        assertThat(shape(sql).filters().size() + shape(sql).ranges().size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            WITH x AS (SELECT 1) SELECT * FROM x JOIN t ON true | select | t
            INSERT INTO s(token) VALUES ('x')                   | insert | s
            INSERT INTO s SELECT * FROM t                       | insert | s t
            UPDATE ONLY stock SET n = n - 1 WHERE id = 5        | update | stock
            DELETE FROM a.b WHERE x < 3                         | delete | a.b
            SELECT 1 FROM a, b c WHERE a.id = c.id              | select | a b
            SELECT id FROM (SELECT id FROM inner_t) d           | select | inner_t
            COMMIT                                              | commit | ~~
            VACUUM t                                            | other  | ~~
            """)
    void verbsAndTables(String sql, String verb, String tables) {
        assertThat(shape(sql).verb()).isEqualTo(verb);
        var names = shape(sql).tables().stream().map(StatementShape.Table::name).toList();
        assertThat(String.join(" ", names)).isEqualTo(tables);
    }

    @Test
    void whatIsSelectedAndHow() {
        assertThat(shape("SELECT * FROM t").selectStar()).isTrue();
        assertThat(shape("SELECT t.*, 1 FROM t").selectStar()).isTrue();
        assertThat(shape("SELECT count(*) FROM t").selectStar()).isFalse();
        assertThat(shape("SELECT count(*) FROM t").aggregates()).isTrue();
        assertThat(shape("SELECT DISTINCT a FROM t").aggregates()).isTrue();
        assertThat(shape("SELECT a, (SELECT max(x) FROM u) FROM t").aggregates())
                .isFalse();
        assertThat(shape("SELECT a FROM t WHERE id = 1 FOR UPDATE SKIP LOCKED").forUpdate())
                .isTrue();
        assertThat(shape("INSERT INTO t(a) VALUES (1) ON DUPLICATE KEY UPDATE a = 2")
                        .forUpdate())
                .isFalse();
        assertThat(shape("SELECT a FROM t FETCH FIRST 5 ROWS ONLY").limited()).isTrue();
    }

    private static StatementShape shape(String sql) {
        var text = new ByteText();
        byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
        text.append(bytes, 0, bytes.length);
        return ShapeReader.read(text, false);
    }
}
