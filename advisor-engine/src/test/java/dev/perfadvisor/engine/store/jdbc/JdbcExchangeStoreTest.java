package dev.perfadvisor.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.store.CaseStore;
import dev.perfadvisor.engine.store.Exchange;
import dev.perfadvisor.engine.store.ExchangeStore;
import dev.perfadvisor.engine.store.ModelAccount.Taken;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcExchangeStoreTest {

    private static final Exchange FIRST = new Exchange("why?", "since <b> it's \u00e4 slow", 100, 20);
    private static final Exchange SECOND = new Exchange("and now?", "", 0, 0);

    @TempDir
    private Path directory = Path.of("");

    private static void fill(ExchangeStore store) {
        store.add(1, FIRST);
        store.add(2, SECOND);
        store.add(1, SECOND);
    }

    private static void check(ExchangeStore store) {
        assertThat(store.of(1)).containsExactly(FIRST, SECOND);
        assertThat(store.of(2)).containsExactly(SECOND);
        assertThat(store.of(3)).isEmpty();
    }

    private static JdbcCaseStore withTwoCases(Database database) {
        var cases = new JdbcCaseStore(database, Clock.systemUTC());
        for (long number = 1; number <= 2; number++) {
            assertThat(cases.save(CaseStore.NEW, "it is slow", "", "{}")).isEqualTo(number);
        }
        return cases;
    }

    @Test
    void whatWasSaidIsDeletedWithItsCase() {
        try (var database = Database.open(directory, Clock.systemUTC(), _ -> {})) {
            var cases = withTwoCases(database);
            var store = new JdbcExchangeStore(database, Clock.systemUTC());
            fill(store);
            assertThat(cases.delete(1)).isTrue();
            assertThat(cases.delete(1)).isFalse();
            assertThat(cases.text(1)).isEmpty();
            assertThat(store.of(1)).isEmpty();
            assertThat(store.of(2)).containsExactly(SECOND);
            store.add(1, FIRST);
            assertThat(store.of(1)).isEmpty();
        }
    }

    @Test
    void whatWasSaidIsThereAfterARestart() {
        try (var database = Database.open(directory, Clock.systemUTC(), _ -> {})) {
            withTwoCases(database);
            fill(new JdbcExchangeStore(database, Clock.systemUTC()));
        }
        try (var database = Database.open(directory, Clock.systemUTC(), _ -> {})) {
            check(new JdbcExchangeStore(database, Clock.systemUTC()));
        }
    }

    /** Two shells may have a case open at once: what one takes, the other does not take again. */
    @Test
    void allShellsShareTheAccountOfACase() {
        try (var one = Database.open(directory, Clock.systemUTC(), _ -> {});
                var other = Database.open(directory, Clock.systemUTC(), _ -> {})) {
            withTwoCases(one);
            var before = new Taken(100, 20);
            var account = new JdbcExchangeStore(one, Clock.systemUTC()).account(1, before);
            var ofOther = new JdbcExchangeStore(other, Clock.systemUTC()).account(1, before);
            assertThat(account.take(before, before)).isTrue();
            assertThat(ofOther.taken()).isEqualTo(new Taken(200, 40));
            assertThat(ofOther.take(before, before)).isFalse();
            assertThat(new JdbcExchangeStore(other, Clock.systemUTC())
                            .account(2, before)
                            .taken())
                    .isEqualTo(before);
        }
    }
}
