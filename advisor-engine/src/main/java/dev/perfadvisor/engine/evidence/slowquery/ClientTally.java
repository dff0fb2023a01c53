package dev.perfadvisor.engine.evidence.slowquery;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Executions by client. Beyond {@value #MOST} different ones they are no longer told apart. */
final class ClientTally {

    private static final int MOST = 1_000;
    private static final int SHOWN = 20;
    private static final Client OTHER = new Client("(other)", "", "");

    /** Empty where it is not known. */
    record Client(String user, String database, String host) {
        boolean isKnown() {
            return !user.isEmpty() || !database.isEmpty() || !host.isEmpty();
        }
    }

    /** What one client did. */
    static final class Sum {
        private long executions;
        private long nanos;

        void add(long duration) {
            add(1, duration);
        }

        void add(long times, long duration) {
            executions += times;
            nanos += duration;
        }
    }

    private final Map<Client, Sum> sums = new LinkedHashMap<>();

    Sum of(Client client) {
        boolean room = sums.size() < MOST || sums.containsKey(client);
        return sums.computeIfAbsent(room ? client : OTHER, _ -> new Sum());
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
                .limit(SHOWN)
                .map(entry -> new ServerFacts.Client(
                        entry.getKey().user(),
                        entry.getKey().database(),
                        entry.getKey().host(),
                        entry.getValue().executions,
                        Duration.ofNanos(entry.getValue().nanos)))
                .toList();
    }
}
