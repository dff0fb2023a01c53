package dev.perfadvisor.engine.evidence.slowquery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AntipatternTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            select a from t order by rand() limit ?                        | order-by-random
            select a from t order by a + b limit ?                         | order-by-expression
            select x.a from x join y on y.i = x.i order by x.a, y.b        | order-by-several-tables
            select a from t order by a, b desc                             | mixed-directions
            select a from t where b not in (select c from u)               | not-in-subquery
            select a from t where b in (select c from u)                   | in-subquery
            select a, (select max(c) from u where u.i = t.i) from t        | subquery-per-row
            select a from t where b = ? or c = ?                           | or-columns
            select a from t where b = ? or b = ? or b = ?                  | or-same-column
            select a from t, u where t.b = ?                               | cartesian-join
            select 1 from a join b on b.i = a.i join c on c.i = a.i join d on d.i = a.i join e on e.i = a.i join f on f.i = a.i | many-joins
            select a from t union select a from u                          | union-distinct
            select distinct t.a from t join u on u.i = t.i                 | distinct-join
            update t set a = ?                                             | write-without-where
            select a from t limit ? offset ?                               | limit-without-order
            select sql_calc_found_rows a from t where b = ? limit ?        | calc-found-rows
            insert into t(a) select a from u                               | insert-select
            insert into t(a) values (?+) on duplicate key update a = ?     | upsert-locks
            replace into t(a) values (?+)                                  | upsert-locks
            select a from t where b regexp ?                               | regular-expression
            select a from t group by a having a > ?                        | having-without-aggregate
            select count(*) from t                                         | count-all
            select a from t natural join u                                 | natural-join
            """)
    void isFound(String sql, String word) {
        assertThat(found(sql)).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            select a from t where b = ? order by c limit ?
            select a from t, u where t.i = u.i and t.b = ?
            select a from t union all select a from u
            select count(*) from t where b = ?
            select a, count(*) from t group by a having count(*) > ?
            update t set a = ? where b = ?
            insert into t(a) values (?+)
            select a from t where b = ? and c in (?+)
            """)
    void isNotFoundWhereThereIsNone(String sql) {
        assertThat(found(sql)).isEmpty();
    }

    private static String found(String sql) {
        var text = new ByteText();
        byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
        text.append(bytes, 0, bytes.length);
        var shape = ShapeReader.read(text, true);
        var tokens = SqlTokens.of(text, true);
        return Arrays.stream(Antipattern.values())
                .filter(antipattern -> antipattern.in(tokens, shape))
                .map(Antipattern::word)
                .collect(Collectors.joining(" "));
    }
}
