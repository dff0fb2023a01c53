package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.jfr.CallRuns.Call;
import dev.perfadvisor.engine.evidence.jfr.ThreadTally.Activity;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Blocking reads, writes and connects on sockets. What a server does on the connections of its own clients (waiting for
 * the next request, reading it, answering it) is left out.
 */
final class SocketTally {

    private static final String READ = "jdk.SocketRead";
    private static final String WRITE = "jdk.SocketWrite";
    private static final String CONNECT = "jdk.SocketConnect";
    private static final String NO_SITE = "(no application method)";
    private static final int MOST_PEERS = 500;
    private static final int MOST_SITES = 500;
    private static final int MOST_TOLD = 20;

    private final Bounded<PeerKey, PeerTally> peers =
            new Bounded<>(MOST_PEERS, new PeerKey("(other)", PeerKind.OTHER), PeerTally::new);
    private final Bounded<String, RemoteTally> calls = new Bounded<>(MOST_SITES, "(other)", RemoteTally::new);
    private final Spans all = new Spans();
    private long remoteCalls;
    private long readMax;
    private long writeMax;

    /** Of the chunk that is being read. */
    private @Nullable CallRuns runs;

    /** Of the chunk that is being read, by a hash, as each event has one. */
    private KeyMap<Address> addresses = new KeyMap<>();

    private record Address(String name, long port, String text) {}

    private record PeerKey(String address, PeerKind kind) {}

    void listen(ChunkEvents events, ChunkContext chunk, ThreadTally threads, ProfileTally profile) {
        runs = new CallRuns(new CallRuns.Taker() {
            @Override
            public void call(Call call) {
                chunk.series().addSpan(Series.SOCKET_REMOTE, call.start, call.nanos());
                calls.of(call.site).add(call, chunk);
                remoteCalls++;
            }

            @Override
            public void run(List<Call> run) {
                CallRuns.sites(run).forEach(site -> calls.of(site).run(site, run));
            }
        });
        String[] fields = {"duration", "eventThread", "stackTrace", "host", "address", "port"};
        events.on(READ, event -> read(event, chunk, threads, profile), with(fields, "bytesRead"));
        events.on(WRITE, event -> write(event, chunk, threads, profile), with(fields, "bytesWritten"));
        events.on(CONNECT, this::connect, fields);
    }

    private static String[] with(String[] fields, String last) {
        var all = Arrays.copyOf(fields, fields.length + 1);
        all[fields.length] = last;
        return all;
    }

    private void read(Event event, ChunkContext chunk, ThreadTally threads, ProfileTally profile) {
        var stack = event.stack(2);
        var thread = event.thread(1);
        threads.serves(thread, stack);
        if (stack == null || stack.peer == PeerKind.CLIENT) {
            if (stack != null) {
                threads.spent(thread, Activity.IDLE, event.length(0));
            }
            return;
        }
        var address = address(event);
        profile.add(Measure.IO, stack, thread, event.length(0));
        readMax = Math.max(readMax, event.length(0));
        transfer(event, chunk, threads, stack, address);
        if (stack.peer == PeerKind.DATABASE) {
            chunk.series().addSpan(Series.SOCKET_DATABASE, event.start(), event.length(0));
        } else if (runs != null) {
            runs.read(call(event, stack, thread, address), Math.max(0, event.number(6)));
        }
    }

    private void write(Event event, ChunkContext chunk, ThreadTally threads, ProfileTally profile) {
        var stack = event.stack(2);
        if (stack == null || stack.peer == PeerKind.CLIENT) {
            return;
        }
        profile.add(Measure.IO, stack, event.thread(1), event.length(0));
        writeMax = Math.max(writeMax, event.length(0));
        transfer(event, chunk, threads, stack, address(event));
        if (stack.peer == PeerKind.DATABASE) {
            chunk.series().addSpan(Series.SOCKET_DATABASE, event.start(), event.length(0));
        } else if (runs != null) {
            runs.write(event.thread(1));
        }
    }

    private void connect(Event event) {
        var stack = event.stack(2);
        if (stack != null && stack.peer != PeerKind.CLIENT && stack.peer != PeerKind.DATABASE) {
            calls.of(site(stack)).connected();
        }
    }

    private void transfer(Event event, ChunkContext chunk, ThreadTally threads, Stack stack, String address) {
        long nanos = event.length(0);
        threads.waited(event.thread(1), stack, Activity.SOCKET, event, chunk, nanos);
        all.add(chunk, event.type(), stack, event.thread(1), "", event.start(), nanos);
        peers.of(new PeerKey(address, stack.peer)).add(event, chunk, stack, Math.max(0, event.number(6)));
    }

    private static Call call(Event event, Stack stack, @Nullable ThreadRef thread, String address) {
        return new Call(site(stack), stack, thread, address, event.type(), event.start(), event.length(0));
    }

    private static String site(Stack stack) {
        var site = stack.site();
        return site == null ? NO_SITE : site;
    }

    private String address(Event event) {
        var host = event.text(3);
        var name = host.isEmpty() ? event.text(4) : host;
        long port = event.number(5);
        long key = ((long) name.hashCode() << 20) ^ port;
        var known = addresses.get(key);
        if (known == null) {
            known = new Address(name, port, name + ":" + port);
            addresses.put(key, known);
        }
        return known.port == port && known.name.equals(name) ? known.text : name + ":" + port;
    }

    /** Notes that a thread waited for the answer of another service without reading itself, as JDK's HttpClient does. */
    void waited(
            Event event, @Nullable Stack stack, @Nullable ThreadRef thread, ThreadTally threads, ChunkContext chunk) {
        threads.waited(thread, stack, Activity.SOCKET, event, chunk, event.length(0));
        if (stack != null && runs != null) {
            runs.read(call(event, stack, thread, ""), 0);
        }
    }

    /** Ends the runs of a chunk that was read to its end. */
    void end() {
        addresses = new KeyMap<>();
        if (runs != null) {
            runs.end();
            runs = null;
        }
    }

    void merge(SocketTally later) {
        peers.merge(later.peers, PeerTally::merge);
        calls.merge(later.calls, RemoteTally::merge);
        all.merge(later.all);
        remoteCalls += later.remoteCalls;
        readMax = Math.max(readMax, later.readMax);
        writeMax = Math.max(writeMax, later.writeMax);
    }

    @Nullable SocketFacts facts(RecordingTally recording) {
        if (!recording.observes(READ, WRITE) && remoteCalls == 0) {
            return null;
        }
        boolean connects = recording.observes(CONNECT);
        var told = new TreeMap<String, RemoteTally>();
        calls.all().forEach((site, tally) -> {
            if (tally.count() > 0) {
                told.put(site, tally);
            }
        });
        return new SocketFacts(
                all.count(),
                all.total(),
                Duration.ofNanos(readMax),
                Duration.ofNanos(writeMax),
                recording.threshold(READ),
                peers(recording),
                Ranking.top(told, RemoteTally::totalNanos, MOST_TOLD).stream()
                        .map(entry -> entry.getValue().facts(entry.getKey(), connects))
                        .toList(),
                all.count() == 0 ? recording.source(READ) : all.source());
    }

    private List<SocketFacts.Peer> peers(RecordingTally recording) {
        return peers.all().entrySet().stream()
                .sorted(Comparator.<Map.Entry<PeerKey, PeerTally>>comparingLong(
                                entry -> -entry.getValue().totalNanos())
                        .thenComparing(entry -> entry.getKey().toString()))
                .limit(MOST_TOLD)
                .map(entry -> entry.getValue()
                        .facts(entry.getKey().address, entry.getKey().kind, all.totalNanos(), recording))
                .toList();
    }
}
