package dev.perfadvisor.engine.evidence.slowquery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements that count as one, and such that do not: what users of log digests take for granted. */
final class FingerprintPairsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            select a from t where b = 1                       | SELECT a\tFROM t  WHERE b=2;
            select a from t where b = 'x'                     | select a from t where b = "it's"
            select a from t where b = 'a\\'b'                 | select a from t where b = 'c'
            select a from t where b = 'a''b'                  | select a from t where b = ''
            select a from t where b = 0xFF                    | select a from t where b = 12
            select a from t where b = x'FF'                   | select a from t where b = 'y'
            select a from t where b = -1.5e3                  | select a from t where b = +7
            select a from t where b = _utf8'x'                | select a from t where b = 'y'
            select a from t where b in (1)                    | select a from t where b in (1, 2, 3, 4)
            select a from t where b in ('x', 'y')             | select a from t where b in (1,2 , 3)
            insert into t values (1, 2)                       | insert into t values (1,2), (3,4) , (5,6)
            insert into t(a, b) values ('x', null)            | insert into t (a,b) values (5, 6),(7, null)
            insert into t values (1, 2)                       | insert into t values (1, 2, 3)
            replace into t values (1)                         | replace into t values (1),(2)
            select a from t limit 5                           | select a from t limit 500
            select a from t limit 5 offset 10                 | select a from t limit 50 offset 0
            select a from t limit 10, 5                       | select a from t limit 0, 50
            select a from t -- note 1                         | select a from t # note 2
            select /* request 17 */ a from t                  | select a from t /* request 18 */
            select a from t order by b asc, c                 | select a from t order by b, c ASC
            use shop                                          | USE `other`
            call p(1, 'x')                                    | call p(2, 'y')
            select a from t where b between 1 and 5           | select a from t where b between 10 and 50
            select a from t where b like 'x%'                 | select a from t where b like '%y'
            load data infile '/tmp/a' into table t            | load data infile '/tmp/b' into table t
            select a+1 from t where b = c-1                   | select a + 2 from t where b = c - 20
            set timestamp = 1795330899                        | set timestamp = 7
            """)
    void countAsOne(String one, String other) {
        assertThat(fingerprint(other)).isEqualTo(fingerprint(one));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            select a from t where b = 1                       | select a from t where b > 1
            select a from t                                   | select b from t
            select a from t_1                                 | select a from t_2
            select a from t where b = 1                       | select a from t where b is null
            select a from t where b = 1 and c = 2             | select a from t where b = 1 or c = 2
            select a from t order by b                        | select a from t order by b desc
            select a - 1 from t                               | select a + 1 from t
            select a from t limit 5                           | select a from t limit 5 offset 5
            select a from t where b in (1, 2)                 | select a from t where b in (select c from u)
            select a from t where b in (1, 2)                 | select a from t where b not in (1, 2)
            insert into t values (1, now())                   | insert into t values (1, 2)
            select a from t union select a from u             | select a from t union all select a from u
            select 'a' from t                                 | select a from t
            """)
    void countApart(String one, String other) {
        assertThat(fingerprint(other)).isNotEqualTo(fingerprint(one));
    }

    private static String fingerprint(String sql) {
        var text = new ByteText();
        byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
        text.append(bytes, 0, bytes.length);
        var fingerprint = new Fingerprint();
        fingerprint.read(text, true);
        return fingerprint.text().toString();
    }
}
