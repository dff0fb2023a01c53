package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.slowquery.Problems.Cause;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads exports of {@code pg_stat_statements} and of {@code events_statements_summary_by_digest}: comma-separated or
 * tab-separated with a line of names, or JSON objects, in an array or one after the other.
 */
final class DigestFile {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final SlowQueryAccumulator into;
    private final Problems problems;
    private final String artifact;
    private boolean begun;
    private long records;

    DigestFile(SlowQueryAccumulator into, String artifact, Problems problems) {
        this.into = into;
        this.artifact = artifact;
        this.problems = problems;
    }

    /** Reads lines with cells, and tells how many rows there were. */
    long readCells(Lines lines) throws IOException {
        List<String> names = List.of();
        char separator = ',';
        var record = new StringBuilder();
        long first = 1;
        while (lines.next()) {
            var line = new String(lines.bytes(), lines.from(), lines.to() - lines.from(), StandardCharsets.UTF_8);
            if (record.isEmpty()) {
                first = lines.number();
            } else {
                record.append('\n');
            }
            record.append(line);
            boolean open =
                    separator != '\t' && record.chars().filter(c -> c == '"').count() % 2 == 1;
            if (open && record.length() < ByteText.MOST) {
                continue;
            }
            if (names.isEmpty()) {
                separator = line.indexOf('\t') >= 0 ? '\t' : line.indexOf(';') >= 0 ? ';' : ',';
                var cells = cells(record.toString(), separator);
                names = Digest.isHeader(cells)
                        ? cells.stream().map(String::strip).toList()
                        : names;
            } else if (!record.isEmpty()) {
                row(names, cells(record.toString(), separator), first);
            }
            record.setLength(0);
        }
        if (!record.isEmpty() || !lines.terminated()) {
            // The last cell may be a number that goes on.
            problems.add(Cause.CUT_LINE, first);
        }
        return records;
    }

    private void row(List<String> names, List<String> cells, long line) {
        var row = new LinkedHashMap<String, String>();
        for (int i = 0; i < Math.min(names.size(), cells.size()); i++) {
            row.put(names.get(i), cells.get(i));
        }
        add(row, cells.size() == names.size(), line);
    }

    private void add(Map<String, String> row, boolean whole, long line) {
        var digest = new Digest(row);
        if (!begun) {
            // The columns tell which server it was.
            begun = true;
            into.begin(artifact, digest.isMysql() ? Dialect.MYSQL : Dialect.POSTGRESQL);
        }
        if (!whole || digest.text().isBlank() || digest.count() < 0 || digest.totalNanos() < 0) {
            problems.add(Cause.BAD_RECORD, line);
        } else {
            records++;
            into.addDigest(digest, line);
        }
    }

    static List<String> cells(String record, char separator) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < record.length(); i++) {
            char c = record.charAt(i);
            boolean doubled = quoted && c == '"' && i + 1 < record.length() && record.charAt(i + 1) == '"';
            if (doubled) {
                cell.append('"');
                i++;
            } else if (c == '"' && separator != '\t' && (quoted || cell.isEmpty())) {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    /** Reads JSON objects, and tells how many there were. */
    long readJson(InputStream stream) {
        long line = 1;
        try (MappingIterator<Map<String, Object>> rows =
                MAPPER.readerForMapOf(Object.class).readValues(stream)) {
            while (rows.hasNextValue()) {
                line = rows.currentLocation().getLineNr();
                var row = new LinkedHashMap<String, String>();
                rows.nextValue().forEach((name, value) -> {
                    if (value != null) {
                        row.put(name, value.toString());
                    }
                });
                add(row, true, line);
            }
        } catch (JacksonException e) {
            problems.add(
                    Cause.BAD_RECORD,
                    e.getLocation() == null ? line : e.getLocation().getLineNr());
        }
        return records;
    }
}
