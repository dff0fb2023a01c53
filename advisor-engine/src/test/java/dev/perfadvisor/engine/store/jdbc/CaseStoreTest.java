package dev.perfadvisor.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.store.CaseStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseStoreTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T08:30:37Z"), ZoneOffset.UTC);

    @TempDir
    private Path directory = Path.of("");

    private @Nullable Database kept;

    private Database open() {
        return Database.open(directory.resolve("data"), CLOCK, notice -> {
            throw new AssertionError(notice);
        });
    }

    /** Closed and opened again. */
    private CaseStore store(Clock clock) {
        close();
        var opened = open();
        kept = opened;
        return new JdbcCaseStore(opened, clock);
    }

    @AfterEach
    void close() {
        if (kept != null) {
            kept.close();
        }
    }

    @Test
    void aCaseIsThereAfterTheStoreWasClosed() {
        long number = store(CLOCK).save(CaseStore.NEW, "it's slow", "An index is missing", "{}");
        var store = store(CLOCK);
        assertThat(store.text(number)).contains("{}");
        assertThat(store.list())
                .containsExactly(new CaseStore.Entry(number, CLOCK.instant(), "it's slow", "An index is missing"));
        assertThat(store.text(number + 1)).isEmpty();
    }

    @Test
    void aLaterStateReplacesTheEarlierOneAndComesFirst() {
        var store = store(CLOCK);
        long one = store.save(CaseStore.NEW, "one", "", "{}");
        long two = store.save(CaseStore.NEW, "two", "", "{}");
        store = store(Clock.offset(CLOCK, Duration.ofMinutes(1)));
        assertThat(store.save(one, "one", "found", "{\"said\":[]}")).isEqualTo(one);
        assertThat(store.text(one)).contains("{\"said\":[]}");
        assertThat(store.list()).extracting(CaseStore.Entry::number).containsExactly(one, two);
    }

    @Test
    void aNumberThatIsNotThereGivesANewCase() {
        var store = store(CLOCK);
        long number = store.save(4711, "title", "", "{}");
        assertThat(store.text(number)).contains("{}");
    }

    @Test
    void longTitlesAreCutBetweenCharacters() {
        var store = store(CLOCK);
        store.save(CaseStore.NEW, "\uD83D\uDE00".repeat(2000), "", "{}");
        assertThat(store.list().getFirst().title()).isEqualTo("\uD83D\uDE00".repeat(500));
    }

    @Test
    void twoThatAreOpenAtOnceSeeEachOther() {
        long number = store(CLOCK).save(CaseStore.NEW, "shared", "", "{}");
        try (var other = open()) {
            assertThat(new JdbcCaseStore(other, CLOCK).text(number)).contains("{}");
        }
    }
}
