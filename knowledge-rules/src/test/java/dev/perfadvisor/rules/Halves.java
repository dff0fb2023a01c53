package dev.perfadvisor.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Deals sentences out by their hash, so that nobody chooses which are held back. */
final class Halves {

    private Halves() {}

    /** Whether a sentence is only measured with, and not looked at while phrases are written. */
    static boolean isHeldBack(String sentence) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(sentence.getBytes(StandardCharsets.UTF_8));
            return (hash[0] & 1) == 1;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
