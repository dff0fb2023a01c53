package dev.perfadvisor.engine.evidence.slowquery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class StatementKeyTest {

    private static final List<String> PIECES = List.of(
            "select",
            " ",
            "a",
            "abcdefgh",
            "abcdefghi",
            "12",
            "1.5",
            "1e3",
            "0x1F",
            "'x'",
            "'it''s'",
            "'b\\'c'",
            "\"n\"",
            "`n`",
            "$1",
            "$$x$$",
            "?",
            ":p",
            "(",
            ")",
            ",",
            "=",
            "<=",
            "-",
            "--c\n",
            "/* c */",
            "#",
            "E'\\''",
            "in",
            "::",
            ";");

    private record Key(long low, long high, boolean mysql) {}

    private static final HashMap<Key, String> FINGERPRINTS = new HashMap<>();

    @Property(tries = 2_000)
    void statementsWithTheSameKeyHaveTheSameFingerprint(
            @ForAll("statements") List<String> pieces, @ForAll boolean mysql) {
        var sql = String.join("", pieces);
        var known = FINGERPRINTS.putIfAbsent(key(sql, mysql), fingerprint(sql, mysql));

        assertThat(known == null || known.equals(fingerprint(sql, mysql)))
                .as(sql)
                .isTrue();
    }

    @Test
    void valuesDoNotMatterAndAnythingElseDoes() {
        var key = key("SELECT a FROM t WHERE b = 5 AND c = 'x'", false);

        assertThat(key("SELECT a FROM t WHERE b = 61234 AND c = 'it''s'", false))
                .isEqualTo(key);
        assertThat(key("SELECT a FROM t  WHERE b = 5 AND c = 'x' -- note", false))
                .isEqualTo(key);
        assertThat(key("SELECT a FROM t WHERE b = 5 AND d = 'x'", false)).isNotEqualTo(key);
        assertThat(key("SELECT a FROM t WHERE b = $1 AND c = 'x'", false)).isNotEqualTo(key);
    }

    @Test
    void theHashOfTheValuesTellsThemApart() {
        var one = read("SELECT a FROM t WHERE b = 5", false);
        long first = one.literalHash();

        assertThat(read("SELECT a FROM t WHERE b = 6", false).literalHash()).isNotEqualTo(first);
        assertThat(read("SELECT a  FROM t WHERE b = 5", false).literalHash()).isEqualTo(first);
        assertThat(read("SELECT a FROM t", false).literalHash()).isZero();
    }

    @Provide
    Arbitrary<List<String>> statements() {
        return Arbitraries.of(PIECES).list().ofMinSize(1).ofMaxSize(7);
    }

    private static StatementKey read(String sql, boolean mysql) {
        var key = new StatementKey();
        key.read(text(sql), mysql);
        return key;
    }

    private static Key key(String sql, boolean mysql) {
        var key = read(sql, mysql);
        return new Key(key.low(), key.high(), mysql);
    }

    private static String fingerprint(String sql, boolean mysql) {
        var fingerprint = new Fingerprint();
        fingerprint.read(text(sql), mysql);
        return fingerprint.text().toString();
    }

    private static ByteText text(String sql) {
        var text = new ByteText();
        byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
        text.append(bytes, 0, bytes.length);
        return text;
    }
}
