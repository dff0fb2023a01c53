package dev.perfadvisor.engine.store.jdbc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** Texts that say much the same again and again: what is written with each message is a tenth of them. */
final class PackedText {

    /** Shorter ones are no larger than what it takes to find them. */
    private static final int LEAST = 1_000;

    /** What a column of bytes takes in H2. */
    private static final int MOST = 1_000_000;

    private PackedText() {}

    /** The text as bytes; null when it is better kept as it is. */
    static byte @Nullable [] packed(String text) {
        if (text.length() < LEAST) {
            return null;
        }
        var bytes = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try (var out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return bytes.size() > MOST ? null : bytes.toByteArray();
    }

    /** The text that was kept, be it as it is or as bytes. */
    static String of(String text, byte @Nullable [] packed) {
        if (packed == null) {
            return text;
        }
        try (var in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
