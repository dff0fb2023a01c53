package dev.perfadvisor.engine;

import dev.perfadvisor.engine.rules.RuleFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Which advisor this is, told by its contents: two that have the same version read and judge alike.
 *
 * @param engine of the code: what decides the facts that are read of evidence
 * @param rules of the rules on the class path: what decides, with the code, what is said of the facts
 */
public record Version(String engine, String rules) {

    private static final int CHARS = 16;

    /** That of this process. Reads the code once more, which takes some milliseconds. */
    public static Version current() {
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
            RuleFile.onClassPath().forEach(rule -> {
                rules.update(rule.name().getBytes(StandardCharsets.UTF_8));
                rules.update(rule.text().getBytes(StandardCharsets.UTF_8));
            });
            return new Version(text(engine), text(rules));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the code has no place", e);
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String text(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest()).substring(0, CHARS);
    }
}
