package dev.perfadvisor.engine.evidence.loadtest;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which columns a JMeter results table has; they are configurable, and the line that names them may be missing.
 *
 * @param separator {@code ,} unless configured otherwise
 * @param names in their order
 */
record JtlColumns(char separator, List<String> names) {

    private static final String USUAL =
            "timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes,"
                    + "sentBytes,grpThreads,allThreads,URL,Latency,IdleTime,Connect";
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

    /** What older versions wrote by default, by number of columns. */
    private static final Map<Integer, List<String>> BY_NUMBER = Map.of(
            17, columns(USUAL, ','),
            16, columns(USUAL.replace("URL,", ""), ','),
            14, columns(USUAL.replace("sentBytes,", "").replace("URL,", "").replace(",Connect", ""), ','),
            12,
                    columns(
                            USUAL.replace("failureMessage,", "")
                                    .replace("sentBytes,", "")
                                    .replace("URL,", "")
                                    .replace("IdleTime,", "")
                                    .replace(",Connect", ""),
                            ','));

    /** The columns that a line names, empty when it names none: those without which there is no result must be there. */
    static Optional<JtlColumns> named(String line) {
        for (char separator : SEPARATORS) {
            var names = columns(line, separator);
            if (names.contains("elapsed") && names.contains("timeStamp") && names.size() > 2) {
                return Optional.of(new JtlColumns(separator, names));
            }
        }
        return Optional.empty();
    }

    /**
     * The columns of a record, when they are those that are written by default and no line names them:
     * {@code 1795332330779,449,GET /fast,200,OK,Users 1-1,text,true,,621,...}.
     */
    static Optional<JtlColumns> guessed(String line) {
        for (char separator : SEPARATORS) {
            var fields = Csv.fields(line, separator);
            var names = BY_NUMBER.get(fields.size());
            if (names != null
                    && fields.getFirst().matches("\\d{13}|\\d{4}[-/]\\d\\d[-/]\\d\\d .*")
                    && fields.get(1).matches("\\d{1,9}")
                    && fields.get(names.indexOf("success")).matches("true|false")) {
                return Optional.of(new JtlColumns(separator, names));
            }
        }
        return Optional.empty();
    }

    /** Place of a column, -1 when there is none. */
    int place(String name) {
        return names.indexOf(name);
    }

    private static List<String> columns(String line, char separator) {
        return Csv.fields(line, separator).stream().map(String::strip).toList();
    }
}
