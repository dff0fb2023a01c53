package dev.perfadvisor.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Which advisor this is, told by its contents: two that have the same version read and judge alike.
 *
 * @param engine of the code: what decides the facts that are read of evidence
 * @param rules of the rules on the class path and of the user's packs: what decides, with the code, what is said of the facts
 */
public record Version(String engine, String rules) {

    private static final int CHARS = 16;

    /**
     * That of this process. Reads the code once more, which takes some milliseconds.
     *
     * @param packs directories with rules of the user's own, in the order in which they count
     * @throws UnusableRulesException when one can not be read
     */
    public static Version current(List<Path> packs) {
        try {
            var engine = digest();
            var code = Path.of(Version.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (var files = Files.walk(code)) {
                for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                    engine.update(code.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                    engine.update(Files.readAllBytes(file));
                }
            }
            var rules = digest();
            for (var file : RuleSources.files(packs)) {
                add(rules, file.name());
                add(rules, file.text());
            }
            return new Version(text(engine), text(rules));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the code has no place", e);
        }
    }

    /** With its length, so that it can not run into the next one. */
    private static void add(MessageDigest digest, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return engine + "-" + rules;
    }

    private static String text(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest()).substring(0, CHARS);
    }
}
