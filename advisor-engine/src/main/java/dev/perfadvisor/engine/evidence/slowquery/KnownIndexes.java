package dev.perfadvisor.engine.evidence.slowquery;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Indexes that a log shows: those that plans used, and those that its statements created. */
final class KnownIndexes {

    /** @param columns in order; those that were compared, where only a plan shows the index */
    record Index(String table, String name, List<String> columns) {}

    private final List<Index> indexes = new ArrayList<>();

    void add(Index index) {
        if (!index.columns().isEmpty() && !indexes.contains(index)) {
            indexes.add(index);
        }
    }

    /** Adds the index of {@code create unique index name on table using btree (a, b desc)}. */
    void addCreated(String fingerprint, boolean mysql) {
        if (!fingerprint.startsWith("create ")) {
            return;
        }
        var tokens = SqlTokens.of(fingerprint, mysql);
        int index = tokens.outermost(Keyword.INDEX, 0);
        int on = tokens.outermost(Keyword.ON, index);
        if (index < 0 || on < 0 || index > 3 || !tokens.at(on + 1).isName()) {
            return;
        }
        int table = tokens.at(on + 2).is(".") ? on + 3 : on + 1;
        int open = table + 1;
        while (open < tokens.size() && !tokens.at(open).is("(")) {
            open++;
        }
        int close = tokens.endOfParenthesis(open);
        if (tokens.outermost(Keyword.WHERE, close) >= 0) {
            // An index of some rows only serves statements that ask for no others.
            return;
        }
        var columns = new ArrayList<String>();
        for (int i = open + 1; i < close; i++) {
            boolean begins = tokens.at(i - 1).is("(") || tokens.at(i - 1).is(",");
            if (begins && tokens.at(i).isName()) {
                columns.add(SqlTokens.unquoted(tokens.at(i).text()));
            }
        }
        String name = SqlTokens.unquoted(tokens.at(on - 1).text());
        add(new Index(SqlTokens.unquoted(tokens.at(table).text()), name, List.copyOf(columns)));
    }

    /** An index of the table that begins with all these columns, in any order; null when none is known. */
    @Nullable Index covering(String table, List<String> columns) {
        for (Index index : of(table)) {
            boolean begins = index.columns().size() >= columns.size()
                    && columns.containsAll(index.columns().subList(0, columns.size()));
            if (begins) {
                return index;
            }
        }
        return null;
    }

    /** The longest index of the table that one on these columns could stand in for; null when none is known. */
    @Nullable Index replaced(String table, List<String> columns) {
        Index longest = null;
        for (Index index : of(table)) {
            int size = index.columns().size();
            boolean prefix = size < columns.size() && columns.subList(0, size).equals(index.columns());
            if (prefix && (longest == null || longest.columns().size() < size)) {
                longest = index;
            }
        }
        return longest;
    }

    private List<Index> of(String table) {
        String wanted = lastPart(table).toLowerCase(Locale.ROOT);
        return indexes.stream()
                .filter(index ->
                        lastPart(index.table()).toLowerCase(Locale.ROOT).equals(wanted))
                .toList();
    }

    private static String lastPart(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
