package dev.perfadvisor.engine.evidence.slowquery;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Executions by client. Beyond {@value #MOST} different ones they are no longer told apart. */
final class ClientTally {

    private static final int MOST = 1_000;
    private static final int MOST_OF_STATEMENT = 50;
    private static final int SHOWN = 20;
    private static final int SHOWN_OF_STATEMENT = 5;
    private static final Client OTHER = new Client("(other)", "", "");

    /** Empty where it is not known. */
    record Client(String user, String database, String host) {
        boolean isKnown() {
            return !user.isEmpty() || !database.isEmpty() || !host.isEmpty();
        }
    }

    /** What one client did. */
    static final class Sum {
        private final Client client;
        private long executions;
        private long nanos;

        Sum(Client client) {
            this.client = client;
        }

        Client client() {
            return client;
        }

        void add(long duration) {
            add(1, duration);
        }

        void add(long times, long duration) {
            executions += times;
            nanos += duration;
        }
    }

    private final int most;
    private final int shown;
    private final Map<Client, Sum> sums = new LinkedHashMap<>();
    private @Nullable Sum last;

    private ClientTally(int most, int shown) {
        this.most = most;
        this.shown = shown;
    }

    /** Of a whole log. */
    static ClientTally ofLog() {
        return new ClientTally(MOST, SHOWN);
    }

    /** Of one statement: at most {@value #MOST_OF_STATEMENT} are told apart. */
    static ClientTally ofStatement() {
        return new ClientTally(MOST_OF_STATEMENT, SHOWN_OF_STATEMENT);
    }

    Sum of(Client client) {
        // Mostly the one that came last comes again.
        Sum known = last;
        if (known != null && known.client.equals(client)) {
            return known;
        }
        boolean room = sums.size() < most || sums.containsKey(client);
        Sum sum = sums.computeIfAbsent(room ? client : OTHER, Sum::new);
        last = sum;
        return sum;
    }

    void merge(ClientTally other) {
        other.sums.forEach((client, sum) -> {
            Sum own = of(client);
            own.executions += sum.executions;
            own.nanos += sum.nanos;
        });
    }

    List<ServerFacts.Client> facts() {
        return sums.entrySet().stream()
                .filter(entry -> entry.getKey().isKnown())
                .sorted(Comparator.<Map.Entry<Client, Sum>>comparingLong(entry -> entry.getValue().nanos)
                        .reversed()
                        .thenComparing(entry -> entry.getKey().toString()))
                .limit(shown)
                .map(entry -> new ServerFacts.Client(
                        entry.getKey().user(),
                        entry.getKey().database(),
                        entry.getKey().host(),
                        entry.getValue().executions,
                        Duration.ofNanos(entry.getValue().nanos)))
                .toList();
    }
}
