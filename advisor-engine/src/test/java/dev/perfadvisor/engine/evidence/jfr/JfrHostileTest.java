package dev.perfadvisor.engine.evidence.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.model.Reading;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Chunks that are made to cost far more than their bytes: whatever they claim, the work stays in proportion to what they
 * have, so that these tests end in a second or two and not in hours.
 */
@Timeout(60)
class JfrHostileTest {

    /** Eight types, each of which holds a hundred of the next one: a value has 100 to the eighth parts. */
    @Test
    void typesThatMultiplyAreNotFollowed() {
        var metadata = new Metadata();
        for (int level = 0; level < 8; level++) {
            metadata.type("t" + level, 100 + level, level == 0 ? "jdk.jfr.Event" : "", 101 + level, 100);
        }
        metadata.type("t8", 108, "", 0, 0);

        assertThat(read(metadata.bytes())).isInstanceOf(Reading.Rejected.class);
    }

    /** An array claims as many elements as there are bytes, and they take none. */
    @Test
    void elementsWithoutBytesCostNothing() {
        var event = new ByteArrayOutputStream();
        for (int field = 0; field < 2_000; field++) {
            varint(event, 100_000);
        }
        event.writeBytes(new byte[200_000]);
        var metadata = new Metadata().arrays("jdk.Hostile", 100, 101, 2_000);
        metadata.type("empty", 101, "", 0, 0);

        assertThat(read(metadata.bytes(), event(100, event.toByteArray()))).isNotNull();
    }

    /** Every third byte is the start of an element with 16,383 attributes. */
    @Test
    void bytesThatLookLikeElementsEverywhere() {
        var event = new ByteArrayOutputStream();
        event.writeBytes(new byte[3]);
        varint(event, 16_384);
        event.writeBytes(new byte[16_384]);
        for (int i = 0; i < 1_200_000; i++) {
            event.writeBytes(new byte[] {0, (byte) 0xFF, 0x7F});
        }

        assertThat(read(event(0, event.toByteArray()))).isInstanceOf(Reading.Rejected.class);
    }

    /** Every fourth byte is the start of a string of two million characters, one of which is none. */
    @Test
    void bytesThatLookLikeStringsEverywhere() {
        var event = new ByteArrayOutputStream();
        event.writeBytes(new byte[3]);
        varint(event, 1_000_000);
        for (int i = 0; i < 1_000_000; i++) {
            event.writeBytes(new byte[] {3, (byte) 0xFF, (byte) 0xFF, 0x7F});
        }

        assertThat(read(event(0, event.toByteArray()))).isInstanceOf(Reading.Rejected.class);
    }

    /** Metadata seem to start at every place, and to have millions of strings. */
    @Test
    void bytesThatLookLikeMetadataEverywhere() {
        var start = new ByteArrayOutputStream();
        varint(start, 3 << 20);
        start.writeBytes(new byte[4]);
        varint(start, 2 << 20);
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < 1_000_000; i++) {
            all.writeBytes(start.toByteArray());
        }

        assertThat(read(all.toByteArray())).isInstanceOf(Reading.Rejected.class);
    }

    private static Reading read(byte[]... events) {
        var body = Recordings.join(List.of(events));
        var header = ByteBuffer.allocate(68)
                .put(new byte[] {'F', 'L', 'R', 0})
                .putShort((short) 2)
                .putShort((short) 1)
                .putLong(68L + body.length)
                .putLong(68)
                .putLong(68)
                .putLong(1_700_000_000_000_000_000L)
                .putLong(1_000_000_000)
                .putLong(0)
                .putLong(1_000_000_000)
                .putInt(1);
        return Recordings.read(Recordings.join(List.of(header.array(), body)), new JfrReader(1, 1L << 30))
                .reading();
    }

    /** Size, type and content of an event. */
    private static byte[] event(int type, byte[] content) {
        var inner = new ByteArrayOutputStream();
        varint(inner, type);
        inner.writeBytes(content);
        var whole = new ByteArrayOutputStream();
        int size = inner.size() + 4;
        for (int shift = 0; shift < 28; shift += 7) {
            whole.write(((size >> shift) & 0x7F) | (shift < 21 ? 0x80 : 0)); // always four bytes
        }
        whole.writeBytes(inner.toByteArray());
        return whole.toByteArray();
    }

    private static void varint(ByteArrayOutputStream into, int value) {
        int rest = value;
        while (rest > 0x7F) {
            into.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        into.write(rest);
    }

    /** A metadata event with types whose fields are all of one type. */
    private static final class Metadata {

        private final List<String> strings = new ArrayList<>();
        private final ByteArrayOutputStream types = new ByteArrayOutputStream();
        private int count;

        void type(String name, int id, String superType, int fieldType, int fields) {
            declare(name, id, superType, fieldType, fields, "");
        }

        Metadata arrays(String name, int id, int fieldType, int fields) {
            declare(name, id, "jdk.jfr.Event", fieldType, fields, "1");
            return this;
        }

        private void declare(String name, int id, String superType, int fieldType, int fields, String dimension) {
            count++;
            element("class", fields, "name", name, "id", "" + id, "superType", superType);
            for (int i = 0; i < fields; i++) {
                element("field", 0, "name", "f" + i, "class", "" + fieldType, "dimension", dimension);
            }
        }

        private void element(String name, int children, String... attributes) {
            element(types, name, children, attributes);
        }

        private void element(ByteArrayOutputStream into, String name, int children, String... attributes) {
            varint(into, index(name));
            varint(into, attributes.length / 2);
            for (var attribute : attributes) {
                varint(into, index(attribute));
            }
            varint(into, children);
        }

        private int index(String text) {
            if (!strings.contains(text)) {
                strings.add(text);
            }
            return strings.indexOf(text);
        }

        byte[] bytes() {
            var tree = new ByteArrayOutputStream();
            element(tree, "root", 1);
            element(tree, "metadata", count);
            tree.writeBytes(types.toByteArray());
            var event = new ByteArrayOutputStream();
            varint(event, 0);
            varint(event, 0);
            varint(event, 0);
            varint(event, strings.size());
            for (var string : strings) {
                var utf8 = string.getBytes(StandardCharsets.UTF_8);
                event.write(3);
                varint(event, utf8.length);
                event.writeBytes(utf8);
            }
            event.writeBytes(tree.toByteArray());
            return event(0, event.toByteArray());
        }
    }
}
