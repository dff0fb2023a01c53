package dev.perfadvisor.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.store.Quota;
import dev.perfadvisor.engine.store.Upload;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What uploads that a killed service left behind take of a quota. */
class UploadsTest {

    private static final Quota TWO = new Quota(100, 10, 2);
    private static final String OWNER = "alice";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-26T10:00:00Z"));
    private Uploads uploads = open();
    private String caseId = "";

    private Uploads open() {
        return new Uploads(database(), clock());
    }

    private SharedDatabase database() {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + System.identityHashCode(this) + ";DB_CLOSE_DELAY=-1");
        return SharedDatabase.over(source, "memory");
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
    }

    @BeforeEach
    void makeACase() {
        var made = new ServedCases(database(), clock())
                .create(OWNER, new ServedCases.State("slow", "", "{}", ""), List.of(), null);
        caseId = made.id();
    }

    private Quota.Reservation reserve(boolean resumable) {
        return uploads.reserve(new Uploads.Wish(caseId, OWNER, "a", 40, resumable), TWO, null);
    }

    @Test
    void whatWasNotHeardOfForAMinuteHoldsNoRoom() {
        assertThat(reserve(false)).isInstanceOf(Quota.Granted.class);
        assertThat(reserve(false)).isInstanceOf(Quota.Granted.class);
        assertThat(reserve(false)).isInstanceOf(Quota.Busy.class);
        assertThat(uploads.used(OWNER)).isEqualTo(80);
        now.updateAndGet(time -> time.plus(Duration.ofSeconds(61)));
        assertThat(uploads.used(OWNER)).isZero();
        assertThat(reserve(false)).isInstanceOf(Quota.Granted.class);
    }

    @Test
    void whatGoesOnAndWhatCanBeResumedKeepsIts() {
        var goesOn = (Quota.Granted) reserve(false);
        assertThat(reserve(true)).isInstanceOf(Quota.Granted.class);
        now.updateAndGet(time -> time.plus(Duration.ofSeconds(61)));
        assertThat(uploads.touch(goesOn.upload())).isTrue();
        assertThat(reserve(false)).isInstanceOf(Quota.Busy.class);
        assertThat(uploads.used(OWNER)).isEqualTo(80);
    }

    @Test
    void aServiceThatStartsAloneFreesWhatTheOneBeforeHeld() {
        assertThat(reserve(false)).isInstanceOf(Quota.Granted.class);
        assertThat(reserve(true)).isInstanceOf(Quota.Granted.class);
        uploads.silenceAll();
        assertThat(uploads.used(OWNER)).isEqualTo(40);
        assertThat(uploads.silentSince(now.get().minus(Duration.ofMinutes(10)), false))
                .extracting(Upload::resumable)
                .containsExactly(false);
        assertThat(reserve(false)).isInstanceOf(Quota.Granted.class);
    }
}
