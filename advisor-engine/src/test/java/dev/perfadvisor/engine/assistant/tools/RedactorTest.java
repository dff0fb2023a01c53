package dev.perfadvisor.engine.assistant.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.assistant.grounding.Citable;
import dev.perfadvisor.engine.assistant.grounding.Subject;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    private final Redactor redactor =
            new Redactor(List.of("customer-dump.log", "ci-runner-7"), List.of("sk-our-own-key"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select * from t where email = 'bob@x.example' | bob@x.example",
                "WHERE customer_id = '58815'::bigint | 58815",
                "where id = 58815 and n > 17 | 58815",
                "id IN (991, 992) | 991",
                "limit 10 offset 90817 | 90817",
                "mail to alice.b+c@mail.shop.example now | alice.b+c@mail.shop.example",
                "jdbc:postgresql://app:pw99@db7.internal:5432/shop | db7.internal",
                "jdbc:postgresql://app:pw99@db7.internal:5432/shop | pw99",
                "peer 10.1.2.3:5432 is slow | 10.1.2.3",
                "peer fe80:0:0:0:1:2:3:4 is slow | fe80:0:0:0:1:2:3:4",
                "host db-01.corp.example is slow | db-01.corp.example",
                "-Ddb.password=hunter2 -Xmx1g | hunter2",
                "Authorization: Bearer abcdefgh12345678 | abcdefgh12345678",
                "{\"api_key\": \"zzz-top-12\"} | zzz-top-12",
                "IDENTIFIED BY 'abc def' | abc def",
                "token eyJhbGciOi.eyJzdWIi.c2ln ends | eyJhbGciOi",
                "AKIAIOSFODNN7EXAMPLE used | AKIAIOSFODNN7EXAMPLE",
                "ghp_abcdefghijklmnop1234 | ghp_abcdefghijklmnop1234",
                "file /home/bob/app/run.jfr read | bob",
                "C:\\Users\\bob\\run.jfr read | bob",
                "GET /orders/88172/items | 88172",
                "GET /orders?email=x@y.example&z=1 | z=1",
                "user=app_rw db=shop | app_rw",
                "User@Host: root[root] @ db01 [10.0.0.7] | db01",
                "id 123e4567-e89b-12d3-a456-426614174000 | 123e4567-e89b-12d3-a456-426614174000",
                "card 4929 1234 1234 1234, exp | 4929 1234 1234 1234",
                "FATAL: password authentication failed for user \"payroll_rw\" | payroll_rw",
                "no entry for host \"10.1.2.3\", database \"hr_prod\", SSL off | hr_prod",
                "java -jar app.jar --db-token abc123def --user root | abc123def",
                "java -jar app.jar --db-token abc123def --user root | root",
                "where name = N'Mueller' | Mueller",
                "where name = E'it\\'s alice' | alice",
                "where name = $$O'Brien$$ | Brien",
                "jdbc:oracle:thin:scott/tiger@dbhost:1521:orcl | tiger",
                "session=abcd1234; sid: 9f8e | abcd1234",
                "session=abcd1234; sid: 9f8e | 9f8e",
                "GET /invite/aB3dE5fG7hI9jK1l/accept | aB3dE5fG7hI9jK1l",
                "IBAN DE89 3704 0044 0532 0130 00 is | 0130",
                "call +49 170 1234567 now | 1234567",
                "SSN 123-45-6789 | 6789",
                "hvs.CAESIJ1234567890abcdef | CAESIJ",
                "npm_abcdefghijklmnop1234 | abcdefghij",
                "worker-carol@corp.example waits | carol",
                "thread http-nio-10.9.8.7-8080-exec-1 | 10.9.8.7",
                "upload of 'payroll march.csv' | payroll",
                "read customer-dump.log in part | customer-dump",
                "no answer to grace1?@corp.example, line ? | grace",
                "no answer of https://db-internal-?.corp:? | internal",
                "could not connect to db-internal-?.corp at ? | internal",
                "key sk-live-PLANTED? and ASIAPLANTED1? | PLANTED",
                "tenant ?b9f2c1d-?a5?-?e1f-?c3b-?ab is gone | b9f2c1d",
                "no answer of db1.bank.ch today | db1.bank",
                "no answer of db.acme.it today | acme",
                "no answer of db-1.acme.no today | acme",
                "no answer of de.acme.com today | acme",
                "no answer of DB01.ACME.COM, retry | ACME",
                "at ORA7.BANK.CH:1521/orcl | BANK",
                "Connection to pgprod:5432 refused. Check that the hostname and port are correct | pgprod",
                "Connection to pgprod:? refused | pgprod",
                "connection to server at \"pgmain\", port 5432 failed: timeout | pgmain",
                "Failed to connect to orders-db/10.2.3.4:8080 | orders-db",
                "Connect to orders:443 [orders/10.2.3.4] failed | orders",
                "java.net.UnknownHostException: orders-db | orders-db",
                "java.net.UnknownHostException: ordersdb: Name or service not known | ordersdb",
                "could not translate host name \"ordersdb\" to address | ordersdb",
                "getaddrinfo ENOTFOUND ordersdb | ordersdb",
                "broker kafka:9092 is gone | kafka",
                "listener ORAPROD:1521 is gone | ORAPROD",
                "read /u01/app/oracle/diag/alert | oracle",
                "read /apps/acme/shop | acme",
                "read /acme/shop/shop.jar now | acme",
                "where name LIKE \"Jane%\" | Jane",
                "on ci-runner-7 it was slow | runner"
            })
    void isTakenOutAndPutBack(String text, String secret) {
        var hidden = redactor.hide(text);
        assertThat(hidden).doesNotContain(secret);
        assertThat(redactor.show(hidden)).isEqualTo(text);
        assertThat(redactor.replaced()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The plan reads all of orders and throws 199,996 rows away to keep 4.28.",
                "41.7 % of request time goes into it: requests can be at most 1.72 times faster, 1 / (1 - 0.42)",
                "finding:sql.seq-scan-plan/1",
                "fact:sql.statements[0].mean",
                "com.acme.shop.OrderService.find:31",
                "java.util.concurrent.ThreadPoolExecutor$Worker.run",
                "GET /orders/{id} has an id in its path",
                "It's the users' own; don't change it, others' are different",
                "pool-1-thread-3 waits",
                "timeline:gc.pauseNanos@2026-11-22T08:42:50Z..2026-11-22T08:43:04Z",
                "db.missing-index, io.blocking-file",
                "gc.pause-long, net.chatty-peer, sql.in-list, load.no, jfr.recording.to, app.jfr and app.js",
                "com.acme.Shop, com.acme.shop.app, io.netty.util.internal, com.acme.OrderService.find:1031",
                "Main.java:1204, main.go:1204, find:31, line:1204, 08:42:50",
                "select shop.orders.id, SHOP.ORDERS.ID from shop.orders",
                "Many connections to the database, connections to one peer",
                "connection refused, connection to it was lost",
                "GET /reports/march.csv and /orders/{id}/items",
                "select * from orders where id = ? and state in (?, ?) limit ?",
                "insert into cart (id, n) values (?, ?)",
                "p95 is 3 s as the user said. The user time is 4 s, the user-defined one 5 s",
                "com.zaxxer.hikari.pool.PoolBase.initializeDataSource:31",
                "with 95 % confidence between 1.2 and 1.4 times, on 01-02-2026 at 2026-11-22T08:42:50Z",
                "java.lang.Object@1b2c3d4, com.acme.Shop$$Lambda/0x00007f2b3c4d5e6f@6d06d69c, com.acme.Shop$$Lambda$14.run",
                "the password is wrong, the token is expired, the secret was changed",
                "localhost:8080, superuser and webserver",
                "// of a file, and select \"orders\".\"id\" from \"orders\" where \"a\" = ? and \"b\" is null"
            })
    void whatIsNoSecretStays(String text) {
        assertThat(redactor.hide(text)).isEqualTo(text);
    }

    @Test
    void theSameTextHasTheSameName() {
        var hidden = redactor.hide("a@b.example, c@d.example, a@b.example");
        assertThat(hidden).isEqualTo("<email-1>, <email-2>, <email-1>");
        assertThat(redactor.hide("a@b.example")).isEqualTo("<email-1>");
        assertThat(redactor.hide("/home/bob/a.jfr is /home/bob/a.jfr. And https://db.corp. Is db.corp slow?"))
                .isEqualTo("<path-1> is <path-1>. And https://<host-1>. Is <host-1> slow?");
    }

    @Test
    void ourKeyIsNeitherSentNorTold() {
        var hidden = redactor.hide("the key is sk-our-own-key");
        assertThat(hidden).isEqualTo("the key is <withheld>");
        assertThat(redactor.show(hidden)).isEqualTo(hidden);
        assertThat(redactor.replaced()).isEmpty();
    }

    /** Most of it is recognised by what is around it, which is gone where somebody says it again. */
    @Test
    void whatWasTakenOutOnceIsTakenOutEverywhere() {
        redactor.hide(
                "password=Hunter2Secret, user=app_rw, name = 'Johannes Mustermann', '%4711%', account = 987654321");
        assertThat(redactor.hide("Hunter2Secret is it, of Johannes Mustermann; app_rw has 987654321, or 4711"))
                .isEqualTo("<secret-1> is it, of <literal-1>; <user-1> has <literal-3>, or 4711");
        assertThat(redactor.hide("thread-Hunter2Secret1 waits")).isEqualTo("thread-<secret-1>1 waits");
        assertThat(redactor.hide("qwertz first, then token=qwertz"))
                .isEqualTo("<secret-2> first, then token=<secret-2>");
    }

    @Test
    void whatCanMeanSomethingElseStaysThere() {
        redactor.hide("password=a, user=bob and x = 17 and y = 2024 and host=rows");
        assertThat(redactor.hide("a bob has 17 of 2024 in growsby")).isEqualTo("a bob has 17 of 2024 in growsby");
        assertThat(redactor.hide("many rows in <host-1>")).isEqualTo("many <host-1> in <host-1>");
    }

    @Test
    void whatOverlapsIsOne() {
        redactor.hide("IDENTIFIED BY 'abc def'");
        assertThat(redactor.hide("password=abc def, and abc")).isEqualTo("password=<secret-1>, and abc");
        redactor.hide("user=carol");
        var hidden = redactor.hide("in /home/carol/run.jfr");
        assertThat(hidden).isEqualTo("in <path-1>");
        assertThat(redactor.show(hidden)).isEqualTo("in /home/carol/run.jfr");
    }

    @Test
    void whatWasCutShortBeforeIsTakenOut() {
        assertThat(redactor.hide("where name = 'Johannes Muster...): it is slow, don't you think"))
                .isEqualTo("where name = '<literal-1>...): it is slow, don't you think");
        assertThat(redactor.hide("like \"Jane D…")).isEqualTo("like \"<literal-2>…");
        assertThat(redactor.hide("where name = 'Erika Muster")).isEqualTo("where name = '<literal-3>");
        assertThat(redactor.hide("mail jane.doe@cor... and jane.doe@..."))
                .isEqualTo("mail <email-1>... and <email-2>...");
        redactor.hide("password=Hunter2Secret");
        assertThat(redactor.hide("it is Hunter2Sec... and Hunter…")).isEqualTo("it is <secret-2>... and <secret-3>…");
    }

    /** What is cut in two is not recognised, and what one sentence tells of may stand in the one before. */
    @Test
    void pagesAreHiddenBeforeTheyAreCut() {
        var item = new Citable(
                "finding:it/1",
                "finding",
                new Subject("Slow", "x".repeat(230) + " db7.acme.ch"),
                List.of("y".repeat(893) + " pay9.shop.ch", "z qwertz", "token=qwertz"),
                List.of(),
                List.of());
        var json = new Page(List.of(item), 1, null, "", "").json(redactor).toString();
        assertThat(json).doesNotContain("db7", "pay9", "qwertz").contains("z <secret-1>");
    }

    @Test
    void noNameIsCut() {
        assertThat(Redactor.cut("see <host-12> now", 17)).isEqualTo("see <host-12> now");
        assertThat(Redactor.cut("see <host-12> now", 8)).isEqualTo("see ...");
        assertThat(Redactor.cut("see <host-12> now", 13)).isEqualTo("see <host-12>...");
        assertThat(Redactor.cut("see <host-12> now", 2)).isEqualTo("se...");
    }

    /** Names are put back as they were given, and nowhere else, as the answer could tell what they stand for. */
    @Test
    void argumentsMeanWhatWasTold() {
        redactor.hide("password=Hunter2Secret and n = 3 and path C:\\Users\\bob\\run.jfr");
        assertThat(redactor.argument("<secret-1>")).isEqualTo("Hunter2Secret");
        assertThat(redactor.argument("<path-1>")).isEqualTo("C:\\Users\\bob\\run.jfr");
        assertThat(redactor.argument("sql.statements[<literal-1>]")).isEqualTo("sql.statements[<literal-1>]");
        assertThat(redactor.argument("<literal-1>")).isEqualTo("<literal-1>");
        assertThat(redactor.argument("facts 'x'")).isEqualTo("facts 'x'");
    }

    /** Whatever the text, nothing is lost by hiding it. */
    @Property
    void allIsPutBack(@ForAll String text) {
        var fresh = new Redactor(List.of(), List.of());
        assertThat(fresh.show(fresh.hide(text))).isEqualTo(text);
    }

    @Test
    void longTextsAreDoneAtOnce() {
        for (var piece :
                List.of("a", "a.", "'", "1", "-", "a-", "''", "::", "=", "/a", "?", "a?", "?.", "?-", "://?")) {
            var text = piece.repeat(10_000);
            assertThat(redactor.show(redactor.hide(text))).isEqualTo(text);
        }
    }
}
