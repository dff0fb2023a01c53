package dev.perfadvisor.engine.evidence.slowquery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One run of a real server that logged to three formats: a lock wait, a deadlock, an idle transaction, a checkpoint. */
final class ServerFactsTest {

    @ParameterizedTest
    @ValueSource(strings = {"server-events.log", "server-events.csv", "server-events.json"})
    void whoBlocksWhom(String name) {
        assertThat(server(name).blockings()).singleElement().satisfies(blocking -> {
            assertThat(blocking.victim()).isEqualTo("update stock set n = n + ? where id = ?");
            assertThat(blocking.blocker()).isEqualTo("update stock set n = n - ? where id = ?");
            assertThat(blocking.object()).isEqualTo("relation \"stock\"");
            assertThat(blocking.count()).isEqualTo(1);
            assertThat(blocking.waited().toMillis()).isBetween(200L, 210L);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"server-events.log", "server-events.csv", "server-events.json"})
    void deadlocksNameBothStatements(String name) {
        var update = "update stock set n = ? where id = ?";
        assertThat(server(name).deadlocks()).containsExactly(new ServerFacts.Deadlock(List.of(update, update), 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"server-events.log", "server-events.csv", "server-events.json"})
    void statementsThatWereStopped(String name) {
        assertThat(server(name).cancelled())
                .containsExactly(new ServerFacts.Cancelled(
                        "statement timeout", "set statement_timeout = ?; select pg_sleep(?)", 1));
        assertThat(Logs.read(name).facts().events().idleInTransactionTimeouts()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"server-events.log", "server-events.csv", "server-events.json"})
    void connectionsCheckpointsAndClients(String name) {
        var server = server(name);
        var connections = Objects.requireNonNull(server.connections());
        assertThat(connections.opened()).isEqualTo(21);
        assertThat(connections.closed()).isEqualTo(21);
        assertThat(connections.shortRatio()).isEqualTo(1);
        var checkpoints = Objects.requireNonNull(server.checkpoints());
        assertThat(checkpoints.byVolume()).isZero();
        assertThat(checkpoints.buffers()).isPositive();
        assertThat(server.clients()).first().satisfies(client -> {
            assertThat(client.user()).isEqualTo("postgres");
            assertThat(client.database()).isEqualTo("shop");
            assertThat(client.host()).isEqualTo("[local]");
        });
        assertThat(server.vacuum()).as("no autovacuum ran").isNull();
    }

    @Test
    void plansAsYamlAndXmlOfAutoExplain() {
        var planned = Logs.read("server-events.log").facts().statements().stream()
                .filter(statement -> statement.plan() != null)
                .toList();
        assertThat(planned).hasSize(2).allSatisfy(statement -> {
            assertThat(Logs.plan(statement).scannedTable()).isEqualTo("orders");
            assertThat(Logs.plan(statement).rowsRemovedPerCall()).isEqualTo(59_988);
        });
    }

    @Test
    void clientsOfMariadb() {
        assertThat(Logs.read("mariadb.log").facts().server().clients()).first().satisfies(client -> {
            assertThat(client.user()).isEqualTo("app");
            assertThat(client.database()).isEqualTo("shop");
        });
        assertThat(Logs.read("mariadb.log").facts().withoutLiterals().server().clients())
                .isEmpty();
    }

    @Test
    void vacuumsAndCheckpointsOfAServerThatIsBehind() {
        var server = Logs.readText("""
                2026-11-22 07:11:05.148 UTC [10785] LOG:  automatic vacuum of table "shop.public.stock": index scans: 0
                \tpages: 0 removed, 1 remain, 1 scanned (100.00% of total)
                \ttuples: 7 removed, 21 remain, 50000 are dead but not yet removable
                \tsystem usage: CPU: user: 0.00 s, system: 0.00 s, elapsed: 2.50 s
                2026-11-22 07:11:05.148 UTC [99] ERROR:  canceling autovacuum task
                2026-11-22 07:11:06.148 UTC [98] LOG:  checkpoints are occurring too frequently (9 seconds apart)
                2026-11-22 07:11:06.148 UTC [98] LOG:  checkpoint starting: wal
                2026-11-22 07:11:09.148 UTC [98] LOG:  checkpoint complete: wrote 93 buffers (0.6%); 0 WAL file(s) added, \
                0 removed, 33 recycled; write=3.250 s, sync=1.500 s, total=5.000 s; sync files=9, longest=0.9 s
                """).facts().server();
        var vacuum = Objects.requireNonNull(server.vacuum());
        assertThat(vacuum.notRemovable()).isEqualTo(50_000);
        assertThat(vacuum.notRemovableTable()).isEqualTo("shop.public.stock");
        assertThat(vacuum.removed()).isEqualTo(7);
        assertThat(vacuum.longest()).hasMillis(2500);
        assertThat(vacuum.cancelled()).isEqualTo(1);
        var checkpoints = Objects.requireNonNull(server.checkpoints());
        assertThat(checkpoints.tooFrequent()).isEqualTo(1);
        assertThat(checkpoints.byVolume()).isEqualTo(1);
        assertThat(checkpoints.writeMean()).hasMillis(3250);
        assertThat(checkpoints.syncMax()).hasMillis(1500);
    }

    private static ServerFacts server(String name) {
        return Logs.read(name).facts().server();
    }
}
