package dev.perfadvisor.engine.evidence.loadtest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The metrics of k6 that say something here. All others, such as the user's own, are passed over. */
enum Metric {
    REQUESTS("http_reqs", false, false),
    DURATION("http_req_duration", true, true),
    BLOCKED("http_req_blocked", true, false),
    CONNECTING("http_req_connecting", true, false),
    TLS("http_req_tls_handshaking", true, false),
    SENDING("http_req_sending", true, false),
    WAITING("http_req_waiting", true, false),
    RECEIVING("http_req_receiving", true, true),
    FAILED("http_req_failed", false, false),
    CHECKS("checks", false, false),
    BYTES_RECEIVED("data_received", false, false),
    ITERATIONS("iterations", false, false),
    ITERATION_DURATION("iteration_duration", true, false),
    DROPPED("dropped_iterations", false, false),
    USERS("vus", false, false),
    USERS_ALLOCATED("vus_max", false, false);

    private static final int LONGEST = 24;
    private static final Metric[][] BY_LENGTH = new Metric[LONGEST + 1][];

    static {
        for (int length = 0; length <= LONGEST; length++) {
            int wanted = length;
            BY_LENGTH[length] = Arrays.stream(values())
                    .filter(metric -> metric.id.length() == wanted)
                    .toArray(Metric[]::new);
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
        for (var metric : BY_LENGTH[length]) {
            if (metric.isAt(line, from)) {
                return metric;
            }
        }
        return null;
    }

    static @Nullable Metric of(String name) {
        var name8 = name.getBytes(StandardCharsets.UTF_8);
        return of(name8, 0, name8.length);
    }

    private boolean isAt(byte[] line, int from) {
        // Many names begin alike, so the end is looked at first.
        for (int i = id.length() - 1; i >= 0; i--) {
            if (line[from + i] != id.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
