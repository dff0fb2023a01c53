package dev.perfadvisor.engine.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What detectors see of an artifact. */
class HeadTest {

    private static Head head(String text, boolean whole) {
        return new Head(text.getBytes(UTF_8), whole);
    }

    @Test
    void aByteOrderMarkHidesNothing() {
        assertThat(head("\uFEFF# Time: 1", true).text()).startsWith("# Time");
    }

    @Test
    void aLineThatMayBeCutIsNotShown() {
        assertThat(head("{\"a\":1}\n{\"b", false).lines()).containsExactly("{\"a\":1}");
        assertThat(head("{\"a\":1}\n{\"b", true).lines()).containsExactly("{\"a\":1}", "{\"b");
        assertThat(head("{\"a\":1}\n{\"b\":2}\n", false).lines()).hasSize(2);
    }

    @Test
    void aSingleEndlessLineIsShownAsFarAsItGoes() {
        assertThat(head("{\"a\":", false).lines()).containsExactly("{\"a\":");
    }

    @Test
    void damagedTextKeepsOneCharAByte() {
        assertThat(new Head(new byte[] {'a', (byte) 0xC3, 'b', (byte) 0xFF}, true).text())
                .hasSize(4)
                .endsWith("\u00FF");
    }

    @Test
    void aPrefixLongerThanTheContentDoesNotMatch() {
        assertThat(head("FL", true).startsWith('F', 'L', 'R')).isFalse();
        assertThat(new Head(new byte[] {(byte) 0xB5}, true).startsWith(0xB5)).isTrue();
    }
}
