package dev.perfadvisor.engine.evidence;

/**
 * How much is read before it is called hostile.
 *
 * @param files most files in all directories and archives
 * @param depth deepest nesting of archives and compression
 * @param expandedBytes most bytes that one artifact may decompress to
 * @param ratio most times that compressed bytes may grow, once over 100 MB have come out
 */
public record Limits(int files, int depth, long expandedBytes, long ratio) {

    /** For files that users hand in themselves. */
    public static Limits standard() {
        return new Limits(10_000, 4, 200L * 1024 * 1024 * 1024, 1_000);
    }
}
