package dev.perfadvisor.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.store.Exchange;
import dev.perfadvisor.engine.store.ExchangeStore;
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
        store.add("shell-1", FIRST);
        store.add("shell-2", SECOND);
        store.add("shell-1", SECOND);
    }

    private static void check(ExchangeStore store) {
        assertThat(store.of("shell-1")).containsExactly(FIRST, SECOND);
        assertThat(store.of("shell-2")).containsExactly(SECOND);
        assertThat(store.of("shell-3")).isEmpty();
    }

    @Test
    void whatWasSaidIsThereAfterARestart() {
        try (var database = Database.open(directory, Clock.systemUTC(), _ -> {})) {
            fill(new JdbcExchangeStore(database, Clock.systemUTC()));
        }
        try (var database = Database.open(directory, Clock.systemUTC(), _ -> {})) {
            check(new JdbcExchangeStore(database, Clock.systemUTC()));
        }
    }

    @Test
    void memoryDoesTheSameWhileItLasts() {
        var store = ExchangeStore.inMemory();
        fill(store);
        check(store);
    }
}
