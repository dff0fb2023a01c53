package dev.perfadvisor.engine.evidence.slowquery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            SELECT  a FROM T WHERE id = -5 -- five             | select a from T where id = ?
            select a from T where id=3.5e-2 /* hint */         | select a from T where id = ?
            /*! SQL_NO_CACHE */ SELECT 1;                      | select ?
            SELECT "Id" FROM t WHERE id IN (1, 2,3)            | select "Id" from t where id in (?+)
            SELECT a FROM t WHERE id IN ($1,$2)                | select a from t where id in (?+)
            SELECT a FROM t WHERE (a, b) IN ((1,2),(3,4))      | select a from t where (a, b) in ((?+))
            INSERT INTO t(a,b) VALUES (1,'x'),(2,'it''s')      | insert into t(a, b) values (?+)
            INSERT INTO t(a,b) VALUES (NULL, now())            | insert into t(a, b) values (?+, now())
            SELECT $tag$ any 'thing' $tag$, $$x$$              | select ?, ?
            SELECT E'it\\'s', 'back\\'                         | select ?, ?
            SELECT a-1, b - 2 FROM t                           | select a - ?, b - ? from t
            SELECT count(*) , COUNT( x ) FROM t                | select count(*), count(x) from t
            SELECT a::text FROM t WHERE d = '2023-01-01'::date | select a::text from t where d = ?::date
            SELECT * FROM t WHERE id = :id AND x = ?           | select * from t where id = ? and x = ?
            """)
    void valuesAreTakenOutOfPostgresStatements(String sql, String expected) {
        assertThat(fingerprint(sql, false).text()).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            SELECT `a` FROM t WHERE s = "x" # note             | select `a` from t where s = ?
            SELECT a FROM t WHERE s = 'it\\'s' AND b = 0x1F    | select a from t where s = ? and b = ?
            SELECT a FROM t LIMIT 1000, 20                     | select a from t limit ?, ?
            """)
    void valuesAreTakenOutOfMysqlStatements(String sql, String expected) {
        assertThat(fingerprint(sql, true).text()).hasToString(expected);
    }

    @Test
    void offsetsAreRead() {
        assertThat(fingerprint("SELECT a FROM t LIMIT 10 OFFSET 5000", false)
                        .values()
                        .offset())
                .isEqualTo(5000);
        assertThat(fingerprint("SELECT a FROM t LIMIT 5000, 10", true).values().offset())
                .isEqualTo(5000);
        assertThat(fingerprint("SELECT a FROM t LIMIT $1 OFFSET $2", false)
                        .values()
                        .values()
                        .offsetParameter())
                .isEqualTo(2);
        assertThat(fingerprint("SELECT a FROM t LIMIT 10", false).values().offset())
                .isEqualTo(-1);
    }

    @Test
    void wildcardsAndListsAreRead() {
        assertThat(fingerprint("SELECT a FROM t WHERE b LIKE '%x'", false)
                        .values()
                        .leadingWildcard())
                .isTrue();
        assertThat(fingerprint("SELECT a FROM t WHERE b LIKE 'x%'", false)
                        .values()
                        .leadingWildcard())
                .isFalse();
        assertThat(fingerprint("SELECT a FROM t WHERE b LIKE concat('%', $1)", false)
                        .values()
                        .leadingWildcard())
                .isTrue();
        assertThat(fingerprint("SELECT a FROM t WHERE b IN (1,2,3)", false)
                        .values()
                        .inListMax())
                .isEqualTo(3);
        assertThat(fingerprint("SELECT a FROM t WHERE b = ANY ('{1,2,3,4}')", false)
                        .values()
                        .inListMax())
                .isEqualTo(4);
    }

    @Test
    void anyBytesEndSomewhere() {
        for (String sql :
                new String[] {"'", "\"", "$a$", "/*", "((((", "))))", "$", ":", "E'", "`", "--", "\\", "1e", "x'"}) {
            assertThat(fingerprint(sql + sql + " SELECT " + sql, false).text()).isNotNull();
            assertThat(fingerprint("(".repeat(500) + sql + ")".repeat(900), true)
                            .text())
                    .isNotNull();
        }
    }

    private static Fingerprint fingerprint(String sql, boolean mysql) {
        var text = new ByteText();
        byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
        text.append(bytes, 0, bytes.length);
        var fingerprint = new Fingerprint();
        fingerprint.read(text, mysql);
        return fingerprint;
    }
}
