package dev.perfadvisor.engine.evidence.slowquery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.perfadvisor.engine.model.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlowQueryDamageTest {

    private static final String[] NAMES = {"mariadb.log", "plans.log", "nested-loops.csv", "quiet.json"};

    private static final String HEADER =
            "# User@Host: app[app] @ [10.0.0.1]  Id: 7\n# Query_time: 2.5  Lock_time: 0.1  Rows_sent: 1"
                    + "  Rows_examined: 90000\nSET timestamp=1763800000;\n";

    /** Words and phrases, with two blanks between them. */
    private static final String[] WORDS = """
            select a, b  select *  select  insert into t1  into  update t1  delete  from  from t1  from t1 x  where  where  where  \
            and  and  or  not  in  like  between  is null  exists  join t2  left join t2 y  on  using  group by  order by  having  \
            limit 10  offset  union all  distinct  case  when  then  else  end  as  set  values  with recursive  for update  interval  \
            extract  year  count  max  upper  cast  date  over  partition by  a  b  a.b  x.id  name  t1  `x y`  "q"  (  (  )  )  ,  .  \
            ;  =  =  <>  <  >=  ||  ::  +  -  *  /  %  ?  $1  @v  1  2.5  'x'  '%x'  'x%'  '2025-01-01'  /*  */  --  #  a = b  a = 1  \
            x.a = y.b  name like '%x'  a in (1, 2)  upper(a) = 'X'\
            """.split(" {2}");

    @Property(tries = 20)
    void anyDamageIsSurvived(@ForAll long seed) {
        var random = new Random(seed);
        String name = NAMES[random.nextInt(NAMES.length)];
        byte[] log = Logs.bytes(name);
        String format = Logs.format(log).orElseThrow();
        for (int i = 0; i < 200; i++) {
            log[random.nextInt(log.length)] = (byte) random.nextInt(256);
        }
        byte[] damaged = Arrays.copyOf(log, random.nextInt(log.length));
        assertThatCode(() -> Logs.read(damaged, format).facts()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1 from t1 where a in (select a = b from t2)",
                "select * from t1 where interval name is null",
                "select x from t1 join t2 on as a = b"
            })
    void namesThatAreNoColumnsAreNotTakenForSome(String statement) {
        var facts = Logs.read((HEADER + statement + ";\n").getBytes(StandardCharsets.UTF_8), "mysql-slow")
                .facts();
        assertThat(facts.statements()).hasSize(1);
    }

    /** Each is looked at for its tables, its conditions, and what could be advised. */
    @Property(tries = 100)
    void whateverWordsAStatementIsMadeOf(@ForAll long seed, @ForAll boolean mysql) {
        var random = new Random(seed);
        var log = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            log.append(
                    mysql
                            ? HEADER
                            : "2026-11-22 08:45:38.729 UTC [12962] app@shop LOG:  duration: 2500.1 ms  statement: ");
            for (int words = 1 + random.nextInt(25); words > 0; words--) {
                log.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextInt(9) == 0 ? "" : " ");
            }
            log.append(";\n");
        }
        byte[] bytes = log.toString().getBytes(StandardCharsets.UTF_8);
        assertThatCode(() -> Logs.read(bytes, mysql ? "mysql-slow" : "postgresql-stderr")
                        .facts())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql-slow", "postgresql-stderr", "postgresql-csvlog", "postgresql-jsonlog"})
    void anythingElseIsRejected(String format) {
        assertThat(Logs.read("hello\nworld\n".getBytes(StandardCharsets.UTF_8), format)
                        .reading())
                .isInstanceOf(Reading.Rejected.class);
        assertThat(Logs.read(new byte[0], format).reading()).isInstanceOf(Reading.Rejected.class);
        assertThat(Logs.read(new byte[100_000], format).reading()).isInstanceOf(Reading.Rejected.class);
    }

    @Test
    void aLineThatIsCutIsNamedAndTheRestIsRead() {
        byte[] log = Logs.bytes("quiet.json");
        var whole = Logs.read(log, "postgresql-jsonlog").facts();
        var result = Logs.read(Arrays.copyOf(log, log.length - 10), "postgresql-jsonlog");
        assertThat(result.reading()).isInstanceOf(Reading.Partial.class);
        assertThat(result.reading().problems().getFirst().place()).isEqualTo("line 41");
        assertThat(result.facts().log().entries()).isEqualTo(whole.log().entries());
    }

    @Test
    void aLostQuoteCostsOneRecord() {
        String log = new String(Logs.bytes("nested-loops.csv"), StandardCharsets.UTF_8);
        long entries = Logs.readText(log).facts().log().entries();
        int line = log.indexOf("execute S_1: SELECT title");
        var damaged = log.substring(0, line) + "\"" + log.substring(line);
        var result = Logs.readText(damaged);
        assertThat(result.reading()).isInstanceOf(Reading.Partial.class);
        assertThat(result.facts().log().entries()).isBetween(entries - 1, entries);
    }

    @Test
    void aNodeWithoutItsNameIsNoFault() {
        var facts = Logs.readText("""
                2026-11-22 08:00:00.000 UTC [7] LOG:  duration: 9.000 ms  plan:
                	Query Text: SELECT 1
                	  (cost=0.00..8.00 rows=1 width=4) (actual time=0.01..0.02 rows=1 loops=1)
                """).facts();
        assertThat(facts.log().entries()).isEqualTo(1);
    }

    @Test
    void aMysqlEntryWithoutItsStatementIsNamed() {
        var result = Logs.readText("""
                # User@Host: app[app] @ localhost []  Id:    12
                # Query_time: 2.500000  Lock_time: 2.000000 Rows_sent: 1  Rows_examined: 1000
                """);
        assertThat(result.reading().problems().getFirst().place()).isEqualTo("line 2");
    }

    @Test
    void aLineWithoutEndIsCut() {
        var log = new StringBuilder("2026-11-22 08:00:00.000 UTC [7] LOG:  duration: 9.000 ms  statement: SELECT 'a");
        log.append("x".repeat(3_000_000)).append("'\n");
        log.append("2026-11-22 08:00:01.000 UTC [7] LOG:  duration: 9.000 ms  statement: SELECT 2\n");
        var facts = Logs.readText(log.toString()).facts();
        assertThat(facts.log().entries()).isEqualTo(2);
        assertThat(facts.log().distinct()).isEqualTo(1);
    }

    @Test
    void statementsBeyondTheLimitAreOneStatement() {
        var log = new StringBuilder();
        for (int i = 0; i < StatementTable.MOST + 500; i++) {
            log.append("2026-11-22 08:00:00.000 UTC [7] LOG:  duration: 1.000 ms  statement: SELECT c")
                    .append(i)
                    .append("\n");
        }
        var result = Logs.readText(log.toString());
        assertThat(result.facts().log().entries()).isEqualTo(StatementTable.MOST + 500);
        // The first one beyond the limit drops all but those that are kept; none comes back.
        assertThat(result.statement("(other statements)").count())
                .isEqualTo(StatementTable.MOST + 1 - StatementTable.KEPT);
        assertThat(result.facts().log().distinct()).isEqualTo(StatementTable.MOST + 500);
    }
}
