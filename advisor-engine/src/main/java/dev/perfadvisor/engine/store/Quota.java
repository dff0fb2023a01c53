package dev.perfadvisor.engine.store;

/**
 * How much one owner may keep and do at once.
 *
 * @param bytes in all artifacts, with those on their way in
 * @param artifacts most in a case
 * @param uploads most on their way in at the same time
 */
public record Quota(long bytes, int artifacts, int uploads) {

    /** What a reservation came to. */
    public sealed interface Reservation {}

    /** It counts from now on. */
    public record Granted(Upload upload) implements Reservation {}

    /** There is no room: {@code used} bytes of the quota are taken. */
    public record Full(long used) implements Reservation {}

    /** The case holds as many artifacts as it may. */
    public record TooMany() implements Reservation {}

    /** The request has reserved room before, for an upload that was given up or is whole. */
    public record Gone() implements Reservation {}

    /** As many uploads are on their way in as may be. */
    public record Busy() implements Reservation {}
}
