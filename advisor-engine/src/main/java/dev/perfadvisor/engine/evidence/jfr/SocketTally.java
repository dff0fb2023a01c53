package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.jfr.CallRuns.Call;
import dev.perfadvisor.engine.evidence.jfr.ThreadTally.Activity;
import dev.perfadvisor.engine.evidence.jfr.chunk.TextCache;
import java.time.Duration;
import java.util.ArrayList;
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

    /** Of the chunk that is being read. */
    private @Nullable Fold<Row> rows;

    /** Of the chunk that is being read. */
    private final List<CallRuns.Caller> callers = new ArrayList<>();

    private record PeerKey(String address, PeerKind kind) {}

    private enum Operation {
        READ(0),
        WRITE(1);

        /** Tells its rows from others. */
        private final int number;

        Operation(int number) {
            this.number = number;
        }
    }

    /**
     * Transfers of one kind by one thread with one stack, between the program and one host and port.
     *
     * @param caller null unless another service, that is no database, is called
     */
    private record Row(
            Operation operation,
            String type,
            Stack stack,
            @Nullable ThreadRef thread,
            String address,
            SpanSum spans,
            PeerTally peer,
            CallRuns.@Nullable Caller caller) {}

    void listen(ChunkEvents events, ChunkContext chunk, ThreadTally threads, ProfileTally profile) {
        var ofChunk = new CallRuns(new CallRuns.Taker() {
            @Override
            public void call(Call call) {
                chunk.series().addSpan(Series.SOCKET_REMOTE, call.start, call.nanos());
                awaited(call, chunk.series());
                call.caller.calls().add(call.start, call.nanos());
                call.caller.tally().call(call);
                remoteCalls++;
            }

            @Override
            public void run(List<Call> run) {
                RemoteTally.run(run);
            }
        });
        runs = ofChunk;
        var fold = new Fold<Row>(row -> take(row, chunk, threads, profile));
        rows = fold;
        String[] fields = {"duration", "eventThread", "stackTrace", "host", "address", "port"};
        events.on(READ, event -> read(event, chunk, threads, fold, ofChunk), with(fields, "bytesRead"));
        events.on(WRITE, event -> write(event, chunk, threads, fold, ofChunk), with(fields, "bytesWritten"));
        events.on(CONNECT, this::connect, fields);
    }

    private static String[] with(String[] fields, String last) {
        var all = Arrays.copyOf(fields, fields.length + 1);
        all[fields.length] = last;
        return all;
    }

    /**
     * A request waits as long as its own thread does. What other threads ask for, most often side by side for a request,
     * holds it up once; a stack that was cut may be that of a request.
     */
    private static void awaited(Call call, ChunkSeries series) {
        var stack = call.caller.stack();
        if (stack.servesRequest || stack.truncated) {
            series.addSpan(Series.SOCKET_AWAITED, call.start, call.nanos());
        } else {
            series.addOccupied(Series.SOCKET_AWAITED, call.start, call.nanos());
        }
    }

    private void read(Event event, ChunkContext chunk, ThreadTally threads, Fold<Row> fold, CallRuns ofChunk) {
        var row = add(Operation.READ, event, chunk, threads, fold, ofChunk);
        if (row != null && row.caller != null) {
            ofChunk.read(row.caller, event.start(), event.length(), Math.max(0, event.number(6)));
        }
    }

    private void write(Event event, ChunkContext chunk, ThreadTally threads, Fold<Row> fold, CallRuns ofChunk) {
        var row = add(Operation.WRITE, event, chunk, threads, fold, ofChunk);
        if (row != null && row.caller != null) {
            CallRuns.write(row.caller.line());
        }
    }

    /** The row that an event belongs to; null when its stack is not known. */
    private @Nullable Row add(
            Operation operation,
            Event event,
            ChunkContext chunk,
            ThreadTally threads,
            Fold<Row> fold,
            CallRuns ofChunk) {
        int host = event.textNumber(3);
        int name = host == TextCache.EMPTY ? event.textNumber(4) : host;
        long address = ((long) name << 32) | (event.number(5) & 0xFFFF_FFFFL);
        var row = fold.get(event.number(2), event.number(1), address, operation.number);
        if (row == null) {
            var stack = event.stack(2);
            if (stack == null) {
                return null;
            }
            row = row(operation, event, stack, name, ofChunk);
            fold.put(event.number(2), event.number(1), address, operation.number, row);
        }
        long nanos = event.length();
        row.spans.add(event.start(), nanos);
        if (row.stack.peer != PeerKind.CLIENT) {
            row.peer.add(nanos, Math.max(0, event.number(6)));
            threads.longWait(row.thread, row.stack, Activity.SOCKET, event, chunk);
        }
        if (row.stack.peer == PeerKind.DATABASE) {
            chunk.series().addSpan(Series.SOCKET_DATABASE, event.start(), nanos);
        }
        return row;
    }

    private Row row(Operation operation, Event event, Stack stack, int name, CallRuns ofChunk) {
        var address = event.textOf(name) + ":" + event.number(5);
        var thread = event.thread(1);
        var spans = new SpanSum();
        return switch (stack.peer) {
            case CLIENT -> new Row(operation, event.type(), stack, thread, address, spans, new PeerTally(), null);
            case DATABASE -> {
                var peer = peers.of(new PeerKey(address, stack.peer));
                yield new Row(operation, event.type(), stack, thread, address, spans, peer, null);
            }
            case HTTP, CACHE, MESSAGING, OTHER -> {
                var peer = peers.of(new PeerKey(address, stack.peer));
                var caller = caller(event, stack, thread, address, ofChunk);
                yield new Row(operation, event.type(), stack, thread, address, spans, peer, caller);
            }
        };
    }

    private CallRuns.Caller caller(
            Event event, Stack stack, @Nullable ThreadRef thread, String address, CallRuns ofChunk) {
        var site = site(stack);
        var line = ofChunk.line(thread);
        var made = new CallRuns.Caller(line, site, stack, thread, address, event.type(), new SpanSum(), calls.of(site));
        callers.add(made);
        return made;
    }

    private void take(Row row, ChunkContext chunk, ThreadTally threads, ProfileTally profile) {
        var spans = row.spans;
        if (row.operation == Operation.READ) {
            threads.serves(row.thread, row.stack);
        }
        if (row.stack.peer == PeerKind.CLIENT) {
            if (row.operation == Operation.READ) {
                threads.spent(row.thread, Activity.IDLE, spans.nanos);
            }
            return;
        }
        threads.spent(row.thread, Activity.SOCKET, spans.nanos);
        profile.add(Measure.IO, row.stack, row.thread, spans.nanos);
        all.add(chunk, row.type, row.stack, row.thread, "", spans);
        switch (row.operation) {
            case READ -> readMax = Math.max(readMax, spans.max);
            case WRITE -> writeMax = Math.max(writeMax, spans.max);
        }
        row.peer.spans().add(chunk, row.type, row.stack, row.thread, "", spans);
        row.peer.addSite(row.stack, spans.nanos);
    }

    private void connect(Event event) {
        var stack = event.stack(2);
        if (stack != null && stack.peer != PeerKind.CLIENT && stack.peer != PeerKind.DATABASE) {
            calls.of(site(stack)).connected();
        }
    }

    private static String site(Stack stack) {
        var site = stack.site();
        return site == null ? NO_SITE : site;
    }

    /** A thread that waits for the answer of another service without reading itself, as JDK's HttpClient does. */
    CallRuns.@Nullable Caller waiter(Event event, Stack stack, @Nullable ThreadRef thread) {
        return runs == null ? null : caller(event, stack, thread, "", runs);
    }

    /** Notes such a wait. */
    void waited(CallRuns.Caller waiter, Event event) {
        if (runs != null) {
            runs.read(waiter, event.start(), event.length(), 0);
        }
    }

    /** Ends what a chunk that was read to its end left open. */
    void end(ChunkContext chunk) {
        if (runs != null) {
            runs.end();
            runs = null;
        }
        callers.forEach(caller -> caller.tally().add(caller, chunk));
        callers.clear();
        if (rows != null) {
            rows.end();
            rows = null;
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
