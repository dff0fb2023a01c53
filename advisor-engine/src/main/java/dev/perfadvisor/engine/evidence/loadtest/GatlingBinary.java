package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.Input;
import dev.perfadvisor.engine.model.ReadProblem;
import dev.perfadvisor.engine.model.Reading;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code simulation.log} as Gatling writes it from 3.13 on. Numbers are big-endian, times are milliseconds since the start of the run,
 * and a string that comes again is told by the negative of its number.
 *
 * <pre>
 * 00 version class start(8) description scenarios assertions     the run
 * 01 groups name start end ok message                            a request
 * 02 scenario isStart time                                       a user
 * 03 groups start end cumulated ok                               a group
 * 04 message time                                                an error of the script
 * </pre>
 */
final class GatlingBinary implements ResultFormat {

    private static final int LONGEST_STRING = 1 << 20;
    private static final int MOST = 100_000;
    private static final long MILLI = 1_000_000L;

    @Override
    public String id() {
        return "gatling-binary";
    }

    @Override
    public boolean recognises(Beginning beginning) {
        var text = beginning.text();
        return text.length() > 12
                && text.startsWith("\0\0\0\0")
                && text.substring(5, 12).matches("(?s)\\d+\\.\\d+.*");
    }

    @Override
    public Reading read(Input input, LoadTestAccumulator into) throws IOException {
        into.points().comeFrom(input.artifact(), "Gatling");
        return new Log(new DataInputStream(new BufferedInputStream(input.stream(), 1 << 16)), into.points()).read();
    }

    /** One log and how far it has been read. */
    private static final class Log {
        private final DataInputStream in;
        private final GatlingEvents events;
        private final Map<Integer, String> strings = new HashMap<>();
        private long start;
        private long records;

        private Log(DataInputStream in, Points points) {
            this.in = in;
            this.events = new GatlingEvents(points);
        }

        private Reading read() throws IOException {
            try {
                for (int kind = in.read(); kind >= 0; kind = in.read()) {
                    if (!record(kind)) {
                        return told("record " + records, "it is damaged", "What comes before is in the figures.");
                    }
                    records++;
                }
            } catch (EOFException _) {
                return told(
                        "record " + records,
                        "the file ends within it",
                        "The test or the copy was cut here: what comes before is in the figures.");
            }
            return records > 1
                    ? new Reading.Complete()
                    : told("file", "there are no requests in it", "Hand in the simulation.log of a whole run.");
        }

        private Reading told(String place, String cause, String advice) {
            var problem = new ReadProblem(place, cause, advice);
            return records > 1 ? new Reading.Partial(List.of(problem)) : new Reading.Rejected(problem);
        }

        private boolean record(int kind) throws IOException {
            return switch (kind) {
                case 0 -> run();
                case 1 -> {
                    var groups = groups();
                    var name = cached();
                    long began = time();
                    long ended = time();
                    boolean ok = in.readBoolean();
                    yield events.request(groups, name, began, ended, ok, cached());
                }
                case 2 -> {
                    in.readInt();
                    boolean starts = in.readBoolean();
                    yield events.user(time(), starts);
                }
                case 3 -> {
                    var groups = groups();
                    long began = time();
                    long ended = time();
                    in.readInt();
                    yield events.group(groups, began, ended, in.readBoolean());
                }
                case 4 -> {
                    cached();
                    time();
                    yield true;
                }
                default -> false;
            };
        }

        private boolean run() throws IOException {
            string();
            string();
            start = in.readLong() * MILLI;
            string();
            int scenarios = count();
            for (int i = 0; i < scenarios; i++) {
                string();
            }
            int assertions = count();
            for (int i = 0; i < assertions; i++) {
                in.skipNBytes(count());
            }
            return start > 0;
        }

        private long time() throws IOException {
            return start + in.readInt() * MILLI;
        }

        private String groups() throws IOException {
            var groups = new ArrayList<String>();
            for (int left = count(); left > 0; left--) {
                groups.add(cached());
            }
            return String.join(",", groups);
        }

        private String cached() throws IOException {
            int number = in.readInt();
            if (number < 0) {
                return strings.getOrDefault(-number, Naming.UNNAMED);
            }
            var text = string();
            if (strings.size() < MOST) {
                strings.put(number, text);
            }
            return text;
        }

        private String string() throws IOException {
            int length = in.readInt();
            if (length == 0) {
                return "";
            }
            if (length < 0 || length > LONGEST_STRING) {
                throw new EOFException("a string of " + length + " bytes");
            }
            var bytes = new byte[length];
            in.readFully(bytes);
            boolean latin1 = in.readByte() == 0;
            return new String(bytes, latin1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_16LE);
        }

        private int count() throws IOException {
            int count = in.readInt();
            if (count < 0 || count > MOST) {
                throw new EOFException("a count of " + count);
            }
            return count;
        }
    }
}
