package dev.perfadvisor.engine.evidence.slowquery;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the plan that MariaDB writes into the header of an entry, tab-separated under a line of names.
 *
 * <pre>{@code
 * # explain: id  select_type  table   type  possible_keys  key   key_len  ref   rows    r_rows     filtered  r_filtered  Extra
 * # explain: 1   SIMPLE       orders  ALL   NULL           NULL  NULL     NULL  398961  400000.00  100.00    0.00        Using where
 * }</pre>
 */
@SuppressWarnings("EnumOrdinal") // an array by constant: a map would be asked for each word of the log
final class MariaExplain {

    private static final int MOST_CELLS = 24;

    /** Numbers have two decimals. */
    private static final long HUNDREDTHS = 100;

    private enum Name {
        SELECT_TYPE,
        TABLE,
        TYPE,
        POSSIBLE_KEYS,
        KEY,
        ROWS,
        R_ROWS,
        FILTERED,
        R_FILTERED,
        EXTRA;

        static final Words<Name> WORDS = new Words<>(Name.class);
    }

    private static final byte[] ALL = Ascii.of("ALL");
    private static final byte[] INDEX = Ascii.of("index");
    private static final byte[] INSERT = Ascii.of("INSERT");
    private static final byte[] USING_WHERE = Ascii.of("Using where");

    /** All lines, each with a line end. */
    private final ByteText lines = new ByteText();

    /** The cell of each name. */
    private final int[] columns = new int[Name.values().length];

    private final int[] starts = new int[MOST_CELLS + 1];
    private long namesHash;
    private int cells;
    private int rows;

    void clear() {
        lines.clear();
        rows = -1;
    }

    boolean isEmpty() {
        return rows < 1;
    }

    void line(byte[] text, int from, int to) {
        lines.append(text, from, to);
        lines.append('\n');
        rows++;
    }

    PlanReading read(StatementShape shape, Execution entry, boolean withText) {
        var plan = new PlanReading();
        plan.analyzed = true;
        plan.spilled = entry.tempOnDisk;
        plan.text = withText ? lines.toString().stripTrailing() : "";
        int from = 0;
        boolean first = true;
        while (from < lines.length()) {
            int end = Ascii.indexOf(lines.bytes(), from, lines.length(), '\n');
            end = end < 0 ? lines.length() : end;
            if (first) {
                names(from, end);
            } else {
                split(from, end);
                row(shape, plan);
            }
            first = false;
            from = end + 1;
        }
        return plan;
    }

    private void names(int from, int to) {
        long hash = Ascii.hash(lines.bytes(), from, to);
        if (hash == namesHash) {
            return;
        }
        namesHash = hash;
        Arrays.fill(columns, MOST_CELLS);
        split(from, to);
        for (int i = 0; i < cells; i++) {
            Name name = Name.WORDS.find(lines.bytes(), starts[i], starts[i + 1] - 1);
            if (name != null) {
                columns[name.ordinal()] = i;
            }
        }
    }

    private void split(int from, int to) {
        cells = 0;
        int at = from;
        while (at <= to && cells < MOST_CELLS) {
            int end = Ascii.indexOf(lines.bytes(), at, to, '\t');
            end = end < 0 ? to : end;
            starts[cells++] = at;
            starts[cells] = end + 1;
            at = end + 1;
        }
    }

    private void row(StatementShape shape, PlanReading plan) {
        double estimated = number(Name.ROWS);
        double actual = number(Name.R_ROWS);
        if (estimated >= 0 && actual >= 0 && !shape.limited()) {
            plan.estimate(estimated, actual);
        }
        if (!is(Name.TYPE, ALL) && !is(Name.TYPE, INDEX)) {
            return;
        }
        int extra = columns[Name.EXTRA.ordinal()];
        boolean filtered =
                extra < cells && Ascii.indexOf(lines.bytes(), starts[extra], starts[extra + 1] - 1, USING_WHERE) >= 0;
        String alias = cell(Name.TABLE);
        if (filtered && !is(Name.SELECT_TYPE, INSERT) && alias != null) {
            scan(alias, actual >= 0 ? actual : estimated, shape, plan);
        }
    }

    private void scan(String alias, double read, StatementShape shape, PlanReading plan) {
        double actualPassed = number(Name.R_FILTERED);
        double passed = actualPassed >= 0 ? actualPassed : number(Name.FILTERED);
        if (read < 0 || passed < 0) {
            return;
        }
        long kept = Math.round(read * passed / 100);
        long removed = Math.max(0, Math.round(read) - kept);
        plan.removed += removed;
        plan.scan(new PlanReading.Scan(shape.tableOf(alias), null, () -> shape.conditionColumns(alias), kept, removed));
        if (cell(Name.KEY) == null && removed > kept) {
            plan.unusableIndex = cell(Name.POSSIBLE_KEYS);
        }
    }

    private boolean is(Name name, byte[] value) {
        int column = columns[name.ordinal()];
        return column < cells
                && starts[column + 1] - 1 - starts[column] == value.length
                && Ascii.startsWith(lines.bytes(), starts[column], lines.length(), value);
    }

    /** The text of a cell, null when there is none or it says NULL. */
    private @Nullable String cell(Name name) {
        int column = columns[name.ordinal()];
        if (column >= cells) {
            return null;
        }
        int length = starts[column + 1] - 1 - starts[column];
        var text = new String(lines.bytes(), starts[column], length, StandardCharsets.UTF_8);
        return text.equals("NULL") || text.isEmpty() ? null : text;
    }

    /** The number in a cell, -1 when there is none. */
    private double number(Name name) {
        int column = columns[name.ordinal()];
        if (column >= cells) {
            return -1;
        }
        long value = Ascii.nanos(lines.bytes(), starts[column], starts[column + 1] - 1, HUNDREDTHS);
        return value < 0 ? -1 : (double) value / HUNDREDTHS;
    }
}
