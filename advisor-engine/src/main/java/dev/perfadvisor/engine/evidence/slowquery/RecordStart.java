package dev.perfadvisor.engine.evidence.slowquery;

/** Where records of logs begin, seen from somewhere in their middle. */
final class RecordStart {

    private static final byte[] TIME = Ascii.of("# Time: ");
    private static final byte[] USER = Ascii.of("# User@Host: ");

    private RecordStart() {}

    /** Where the first line begins after {@code from} that begins a record; -1 when there is none. */
    static int find(String format, byte[] bytes, int from, int to) {
        var prefix = new LinePrefix();
        boolean afterHeader = true;
        int end = Ascii.indexOf(bytes, from, to, '\n');
        while (end >= 0 && end + 1 < to) {
            int start = end + 1;
            end = Ascii.indexOf(bytes, start, to, '\n');
            if (end < 0) {
                return -1;
            }
            boolean begins = switch (format) {
                // The time may stand before the user, or be left out.
                case SlowQueryDetector.MYSQL ->
                    Ascii.startsWith(bytes, start, end, TIME)
                            || (!afterHeader && Ascii.startsWith(bytes, start, end, USER));
                case SlowQueryDetector.POSTGRESQL_CSV -> PostgresCsvLog.beginsRecord(bytes, start, end);
                case SlowQueryDetector.POSTGRESQL_JSON, SlowQueryDetector.MONGODB -> bytes[start] == '{';
                default ->
                    bytes[start] != '\t'
                            && prefix.read(bytes, start, end)
                            && !prefix.severity().follows();
            };
            if (begins) {
                return start;
            }
            afterHeader = end > start && bytes[start] == '#';
        }
        return -1;
    }
}
