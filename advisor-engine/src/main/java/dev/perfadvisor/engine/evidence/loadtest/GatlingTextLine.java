package dev.perfadvisor.engine.evidence.loadtest;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Lines of {@code simulation.log} as Gatling wrote it up to 3.12, with tabs between the fields; times are milliseconds.
 *
 * <pre>
 * RUN	Sim	sim	1795335449982	 	3.10.5
 * USER	flow	START	1795335452153
 * REQUEST	checkout	fast	1795335461736	1795335461792	OK
 * GROUP	checkout	1795335461736	1795335461815	72	OK
 * </pre>
 */
final class GatlingTextLine implements Records {

    private static final int REQUEST_FIELDS = 6;
    private static final int GROUP_FIELDS = 6;
    private static final int USER_FIELDS = 4;

    private final GatlingEvents events;

    GatlingTextLine(Points points) {
        this.events = new GatlingEvents(points);
    }

    static boolean begins(Beginning beginning) {
        return beginning.lines().stream()
                .anyMatch(line -> (line.startsWith("RUN\t") && line.split("\t", -1).length >= 5)
                        || line.matches("(REQUEST|USER|GROUP)\t[^\t]*\t.*\t\\d{13}\\b.*"));
    }

    @Override
    public Outcome read(byte[] line, int from, int to) {
        var fields = List.of(new String(line, from, to - from, StandardCharsets.UTF_8).split("\t", -1));
        int n = fields.size();
        return switch (fields.getFirst()) {
            case "REQUEST" ->
                n < REQUEST_FIELDS
                        ? Outcome.DAMAGED
                        : told(events.request(
                                fields.get(1),
                                fields.get(2),
                                time(fields.get(3)),
                                time(fields.get(4)),
                                fields.get(5).equals("OK"),
                                n > REQUEST_FIELDS ? fields.get(6).strip() : ""));
            case "GROUP" ->
                n < GROUP_FIELDS
                        ? Outcome.DAMAGED
                        : told(events.group(
                                fields.get(1),
                                time(fields.get(2)),
                                time(fields.get(3)),
                                fields.get(5).equals("OK")));
            case "USER" -> n < USER_FIELDS ? Outcome.DAMAGED : user(fields);
            case "RUN", "ASSERTION", "ERROR" -> Outcome.PASSED;
            default -> Outcome.DAMAGED;
        };
    }

    private Outcome user(List<String> fields) {
        // Up to 3.3 the number of the user stood before START, and its start before its end.
        int kind = fields.indexOf("START") >= 0 ? fields.indexOf("START") : fields.indexOf("END");
        if (kind < 0) {
            return Outcome.DAMAGED;
        }
        long time = time(fields.getLast());
        return told(events.user(time, fields.get(kind).equals("START")));
    }

    private static Outcome told(boolean good) {
        return good ? Outcome.READ : Outcome.DAMAGED;
    }

    private static long time(String field) {
        var bytes = field.strip().getBytes(StandardCharsets.UTF_8);
        long millis = Numerals.whole(bytes, 0, bytes.length);
        return millis == Numerals.NONE ? Numerals.NONE : millis * 1_000_000;
    }
}
