package dev.perfadvisor.engine.store;

import java.security.SecureRandom;
import java.time.Clock;

/**
 * Ids of what the service keeps: 26 characters, of which the first ten are the time in milliseconds and the rest are 80
 * random bits. They sort by time and can not be guessed. The alphabet leaves out i, l, o and u, as Crockford's does.
 */
public final class Ids {

    /** What an id looks like, as a regular expression. */
    public static final String PATTERN = "[0-9a-hjkmnp-tv-z]{26}";

    /** Comes after every one of them, also where a database sorts by the rules of a language. */
    public static final String AFTER_ALL = "z".repeat(27);

    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int TIME_CHARS = 10;
    private static final int RANDOM_CHARS = 16;

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    public Ids(Clock clock) {
        this.clock = clock;
    }

    /** A new one. */
    public String next() {
        var id = new char[TIME_CHARS + RANDOM_CHARS];
        long millis = clock.millis();
        for (int i = TIME_CHARS - 1; i >= 0; i--) {
            id[i] = ALPHABET[(int) (millis & 31)];
            millis >>>= 5;
        }
        var bytes = new byte[RANDOM_CHARS];
        random.nextBytes(bytes);
        for (int i = 0; i < RANDOM_CHARS; i++) {
            id[TIME_CHARS + i] = ALPHABET[bytes[i] & 31];
        }
        return new String(id);
    }
}
