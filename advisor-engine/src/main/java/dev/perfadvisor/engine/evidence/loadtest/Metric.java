package dev.perfadvisor.engine.evidence.loadtest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What single measurements are of, by the names that k6 has for it. All others of k6, such as the user's own, are passed over;
 * other tools are translated.
 */
enum Metric {
    REQUESTS("http_reqs", false, false),
    DURATION("http_req_duration", true, true),
    BLOCKED("http_req_blocked", true, true),
    CONNECTING("http_req_connecting", true, true),
    TLS("http_req_tls_handshaking", true, true),
    SENDING("http_req_sending", true, true),
    WAITING("http_req_waiting", true, true),
    RECEIVING("http_req_receiving", true, true),
    FAILED("http_req_failed", false, false),
    CHECKS("checks", false, true),
    BYTES_RECEIVED("data_received", false, false),
    BYTES_SENT("data_sent", false, false),
    ITERATIONS("iterations", false, false),
    ITERATION_DURATION("iteration_duration", true, false),
    DROPPED("dropped_iterations", false, false),
    USERS("vus", false, false),
    USERS_ALLOCATED("vus_max", false, false);

    private static final int LONGEST = 24;
    private static final Named[][] BY_LENGTH = new Named[LONGEST + 1][];

    static {
        for (int length = 0; length <= LONGEST; length++) {
            int wanted = length;
            BY_LENGTH[length] = Arrays.stream(values())
                    .filter(metric -> metric.id.length() == wanted)
                    .map(Named::new)
                    .toArray(Named[]::new);
        }
    }

    /** A metric and the bytes of its name. */
    private static final class Named {
        private final byte[] name;
        private final Metric metric;

        private Named(Metric metric) {
            this.name = Bytes.ascii(metric.id);
            this.metric = metric;
        }
    }

    private final String id;
    private final boolean time;
    private final boolean tagged;

    Metric(String id, boolean time, boolean tagged) {
        this.id = id;
        this.time = time;
        this.tagged = tagged;
    }

    /** Its place in an array with room for all of them; sums of millions of points are too many for a map. */
    @SuppressWarnings("EnumOrdinal")
    int index() {
        return ordinal();
    }

    /** Its name in k6. */
    String id() {
        return id;
    }

    /** Whether the tags of its points are looked at. */
    boolean tagged() {
        return tagged;
    }

    /** What a value of this metric counts: nanoseconds, as k6 gives times in milliseconds, or the number itself. */
    long amount(long millionths) {
        return time ? millionths : millionths / 1_000_000;
    }

    /** The metric with the name at {@code from..to}, null when it is another. */
    static @Nullable Metric of(byte[] line, int from, int to) {
        int length = to - from;
        if (length < 0 || length > LONGEST) {
            return null;
        }
        for (var named : BY_LENGTH[length]) {
            if (Bytes.same(named.name, line, from, to)) {
                return named.metric;
            }
        }
        return null;
    }

    static @Nullable Metric of(String name) {
        var name8 = name.getBytes(StandardCharsets.UTF_8);
        return of(name8, 0, name8.length);
    }
}
