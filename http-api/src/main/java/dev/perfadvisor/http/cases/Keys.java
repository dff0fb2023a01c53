package dev.perfadvisor.http.cases;

import dev.perfadvisor.engine.store.Once;
import dev.perfadvisor.http.Problems;
import dev.perfadvisor.http.access.Caller;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The header {@code Idempotency-Key}: what carries the same one twice is done once. */
public final class Keys {

    public static final String HEADER = "Idempotency-Key";

    private static final int MOST_CHARS = 200;

    private Keys() {}

    /**
     * What a request makes once.
     *
     * @param key from the header, null when there is none
     * @param asked all that the request asks for, with what it asks it of
     * @return null when the request carries no key
     */
    public static @Nullable Once once(Caller caller, @Nullable String key, String asked) {
        if (key == null) {
            return null;
        }
        if (key.isBlank() || key.length() > MOST_CHARS) {
            throw Problems.problem(
                    HttpStatus.BAD_REQUEST,
                    "bad-idempotency-key",
                    "Bad Idempotency-Key",
                    "The header Idempotency-Key takes 1 to " + MOST_CHARS + " characters, such as a UUID.");
        }
        return new Once(caller.owner(), key, sha256(asked));
    }

    /**
     * A request as a whole, with what its body holds.
     *
     * @param content that the same request has again, such as the SHA-256 of its body
     */
    public static Once with(Once once, String content) {
        return new Once(once.owner(), once.key(), sha256(once.fingerprint() + " " + content));
    }

    /** A part of a request that makes several things, by which the request goes on where it was when it is sent again. */
    public static Once part(Once once, int number, String asked) {
        return new Once(once.owner(), sha256(once.key()) + "." + number, sha256(once.fingerprint() + " " + asked));
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** For what is too long to be held in memory. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
