package dev.perfadvisor.engine.evidence.loadtest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a JMeter results table. {@code timeStamp} is when the sample began, {@code Latency} and {@code elapsed} count from
 * there and hold {@code Connect}; all are milliseconds.
 *
 * <pre>
 * timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes,...,allThreads,URL,Latency,...
 * 1795332330779,449,GET /fast,200,OK,Users 1-1,text,true,,621,121,2,2,http://127.0.0.1:8099/fast,379,0,272
 * </pre>
 */
final class JtlLine implements Records {

    private static final byte[] TRUE = Bytes.ascii("true");
    private static final byte[] TRANSACTION = Bytes.ascii("Number of samples in transaction");
    private static final int LONGEST_KEY = 512;
    private static final long MILLI = 1_000_000L;

    private final JtlSamples samples;
    private byte[] heading = {};
    private @Nullable JtlColumns columns;
    private int[] ends = {};
    private final Places at = new Places();

    /** What tells the tag sets apart: label, code, success and group of threads of the record before. */
    private byte[] lastKey = {};

    private final byte[] key = new byte[LONGEST_KEY];
    private @Nullable TagSet last;
    private final ByteTable<TagSet> known = new ByteTable<>();

    JtlLine(Points points) {
        this.samples = new JtlSamples(points);
    }

    /** Places of the columns, -1 for those that are not there. */
    private static final class Places {
        private int time;
        private int elapsed;
        private int label;
        private int code;
        private int message;
        private int thread;
        private int success;
        private int bytes;
        private int sent;
        private int threads;
        private int url;
        private int latency;
        private int connect;

        private void of(JtlColumns columns) {
            time = columns.place("timeStamp");
            elapsed = columns.place("elapsed");
            label = columns.place("label");
            code = columns.place("responseCode");
            message = columns.place("responseMessage");
            thread = columns.place("threadName");
            success = columns.place("success");
            bytes = columns.place("bytes");
            sent = columns.place("sentBytes");
            threads = columns.place("allThreads");
            url = columns.place("URL");
            latency = columns.place("Latency");
            connect = columns.place("Connect");
        }
    }

    static boolean isHeading(byte[] bytes, int from, int to) {
        int end = Bytes.find((byte) '\n', bytes, from, to);
        return JtlColumns.named(Bytes.text(bytes, from, Math.min(end, from + 4 * LONGEST_KEY))
                        .strip())
                .isPresent();
    }

    @Override
    public void heading(byte[] line) {
        if (line.length > 0 && !Arrays.equals(line, heading)) {
            heading = line.clone();
            columns(JtlColumns.named(Bytes.text(line, 0, line.length)).orElseThrow());
        }
    }

    @Override
    public Outcome read(byte[] line, int from, int to) {
        boolean digit = line[from] >= '0' && line[from] <= '9';
        if (!digit && isHeading(line, from, to)) {
            heading(Arrays.copyOfRange(line, from, to));
            return Outcome.PASSED;
        }
        if (columns == null) {
            JtlColumns.guessed(Bytes.text(line, from, to)).ifPresent(this::columns);
        }
        if (columns == null) {
            return Outcome.DAMAGED;
        }
        int fields = Bytes.split((byte) columns.separator(), line, from, to, ends);
        if (fields != ends.length) {
            return fields >= 0 ? Outcome.DAMAGED : unquoted(columns, line, from, to);
        }
        return record(line, from);
    }

    private void columns(JtlColumns given) {
        columns = given;
        ends = new int[given.names().size()];
        at.of(given);
    }

    /** Writes the fields of a record with quotes once more without them, with a byte that no field holds between them. */
    private Outcome unquoted(JtlColumns table, byte[] line, int from, int to) {
        if (Csv.isOpen(line, from, to)) {
            return Outcome.OPEN;
        }
        var fields = Csv.fields(Bytes.text(line, from, to), table.separator());
        if (fields.size() != ends.length) {
            return Outcome.DAMAGED;
        }
        var plain = new ByteArrayOutputStream();
        for (int i = 0; i < ends.length; i++) {
            plain.writeBytes(fields.get(i).getBytes(StandardCharsets.UTF_8));
            ends[i] = plain.size();
            plain.write(0);
        }
        return record(plain.toByteArray(), 0);
    }

    /** A record whose fields end at {@link #ends}. */
    private Outcome record(byte[] line, int from) {
        long time = Numerals.anyTime(line, start(at.time, from), ends[at.time]);
        long elapsed = number(line, at.elapsed, from);
        if (time == Numerals.NONE || elapsed == Numerals.NONE) {
            return Outcome.DAMAGED;
        }
        long latency = number(line, at.latency, from);
        long connect = number(line, at.connect, from);
        long users = number(line, at.threads, from);
        boolean transaction = at.message >= 0 && Bytes.at(TRANSACTION, line, start(at.message, from), ends[at.message]);
        var tags = tags(line, from, transaction);
        samples.users(time + elapsed * MILLI, users);
        if (transaction) {
            samples.transaction(time, elapsed * MILLI, tags);
            return Outcome.READ;
        }
        samples.request(time, elapsed * MILLI, millis(latency), millis(connect), tags);
        samples.bytes(time + elapsed * MILLI, number(line, at.bytes, from), number(line, at.sent, from), tags);
        if (at.url >= 0) {
            tags.url(line, start(at.url, from), ends[at.url]);
        }
        return Outcome.READ;
    }

    private TagSet tags(byte[] line, int from, boolean transaction) {
        int length = key(line, at.label, from, 0);
        length = key(line, at.code, from, length);
        boolean ok = at.success < 0 || Bytes.same(TRUE, line, start(at.success, from), ends[at.success]);
        key[length++] = (byte) (ok ? 1 : 2);
        key[length++] = (byte) (transaction ? 1 : 2);
        int group = at.thread < 0 ? 0 : start(at.thread, from);
        int groupEnd = at.thread < 0 ? 0 : groupEnd(line, group, ends[at.thread]);
        int copied = Math.min(groupEnd - group, LONGEST_KEY - length);
        System.arraycopy(line, group, key, length, copied);
        length += copied;
        if (last != null && Bytes.same(lastKey, key, 0, length)) {
            return last;
        }
        var found = known.get(key, 0, length);
        if (found == null) {
            found = samples.tags(
                    text(line, at.label, from),
                    text(line, at.code, from),
                    at.success < 0 ? null : (Boolean) !ok,
                    Bytes.text(line, group, groupEnd),
                    transaction);
            known.put(key, 0, length, found);
        }
        last = found;
        lastKey = Arrays.copyOf(key, length);
        return found;
    }

    /** {@code Users 1-17}: what comes before the numbers of group and thread. */
    private static int groupEnd(byte[] line, int from, int to) {
        int end = to;
        while (end > from && line[end - 1] != ' ') {
            end--;
        }
        return end > from ? end - 1 : to;
    }

    private int key(byte[] line, int column, int from, int length) {
        if (column < 0) {
            return length;
        }
        int start = start(column, from);
        // Room is left for the other parts; labels that differ only beyond it count as one.
        int copied = Math.min(ends[column] - start, LONGEST_KEY / 4);
        System.arraycopy(line, start, key, length, copied);
        key[length + copied] = 0;
        return length + copied + 1;
    }

    private int start(int column, int from) {
        return column == 0 ? from : ends[column - 1] + 1;
    }

    private long number(byte[] line, int column, int from) {
        return column < 0 ? Numerals.NONE : Numerals.whole(line, start(column, from), ends[column]);
    }

    private @Nullable String text(byte[] line, int column, int from) {
        return column < 0 ? null : Bytes.text(line, start(column, from), ends[column]);
    }

    private static long millis(long number) {
        return number == Numerals.NONE ? number : number * MILLI;
    }
}
