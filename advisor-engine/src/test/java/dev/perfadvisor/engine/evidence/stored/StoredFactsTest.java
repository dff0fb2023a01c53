package dev.perfadvisor.engine.evidence.stored;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.evidence.Head;
import dev.perfadvisor.engine.evidence.Input;
import dev.perfadvisor.engine.model.FactTree;
import dev.perfadvisor.engine.model.ReadProblem;
import dev.perfadvisor.engine.model.Reading;
import dev.perfadvisor.engine.model.Source;
import dev.perfadvisor.engine.render.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Facts that are written and read back, by this version or another, or that somebody made up. */
class StoredFactsTest {

    public record Shop(
            Till till,
            List<Till> others,
            Map<String, Duration> delays,
            @Nullable Double load) {}

    public record Till(
            String name,
            @Nullable Duration delay,
            long customers,
            @Nullable Instant opened,
            Source source) {}

    private static final Map<String, Class<? extends Record>> ROOTS = Map.of("shop", Shop.class, "other", Shop.class);

    private static final Till TILL = new Till(
            "one \u001B\"é\"",
            Duration.ofNanos(1_234_567_891L),
            Long.MAX_VALUE,
            Instant.parse("2025-01-02T03:04:05.678901Z"),
            new Source("a1", "line 1"));

    private static final Shop SHOP = new Shop(
            TILL,
            List.of(TILL, new Till("two", null, 0, null, new Source("a1", ""))),
            Map.of("till two", Duration.ofNanos(1)),
            null);

    private record Read(Reading reading, Map<String, Record> roots) {
        List<String> places() {
            return reading.problems().stream().map(ReadProblem::place).toList();
        }
    }

    private static Read read(String json) throws IOException {
        var into = new StoredAccumulator();
        var reading = new StoredReader(Json.mapper(), ROOTS)
                .read(
                        new Input(
                                "a1", "facts.json", StoredFacts.SCHEMA, new ByteArrayInputStream(json.getBytes(UTF_8))),
                        into);
        return new Read(reading, into.facts().roots());
    }

    private static String written(Map<String, Record> roots) {
        return Json.of(StoredFacts.SCHEMA, List.of(), FactTree.of(roots));
    }

    private static boolean detected(String text) {
        return new StoredDetector().detect(new Head(text.getBytes(UTF_8), true)).isPresent();
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        var json = written(Map.of("shop", SHOP));
        assertThat(detected(json)).isTrue();
        var read = read(json);
        assertThat(read.reading()).isEqualTo(new Reading.Complete());
        assertThat(read.roots()).isEqualTo(Map.of("shop", SHOP));
    }

    @Test
    void factsOfAnotherKindAreLeftOutAndNamed() throws IOException {
        var read = read(written(Map.of("shop", SHOP, "warehouse", SHOP)));
        assertThat(read.roots()).isEqualTo(Map.of("shop", SHOP));
        assertThat(read.places()).containsExactly("facts.warehouse");
    }

    @Test
    void factsOfAnotherVersionAreLeftOutAndNamed() throws IOException {
        var read = read(written(Map.of("shop", SHOP, "other", SHOP))
                .replaceFirst("\"customers\" : \\d+", "\"customers\" : \"many\""));
        assertThat(read.roots()).containsOnlyKeys("shop");
        assertThat(read.places()).containsExactly("facts.other");
        assertThat(read.reading().problems().getFirst().cause()).startsWith("facts of another version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"name\" : ", "\"customers\" : ", "\"till\" : ", "\"source\" : ", "\"delays\" : "})
    void aFactThatMustBeThereAndIsMissingIsNotTakenForZero(String key) throws IOException {
        var renamed = read(written(Map.of("shop", SHOP)).replaceFirst(key, "\"renamed\" : "));
        assertThat(renamed.roots()).isEmpty();
        assertThat(renamed.places()).containsExactly("facts.shop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "[]", "7", "\"x\"", "{\"till\":null}", "{\"others\":[null]}"})
    void factsThatAreNoneAreLeftOut(String value) throws IOException {
        var read = read("{\"schema\":\"advisor.facts/1\",\"facts\":{\"shop\":" + value + "}}");
        assertThat(read.roots()).isEmpty();
        assertThat(read.places()).containsExactly("facts.shop");
    }

    @Test
    void aFileOfNoFactsIsRejected() throws IOException {
        assertThat(read("{\"schema\":\"advisor.facts/1\"}").reading()).isInstanceOf(Reading.Rejected.class);
        assertThat(read("{\"schema\":\"advisor.facts/1\",\"facts\":7}").reading())
                .isInstanceOf(Reading.Rejected.class);
    }

    @Test
    void whatIsNoJsonIsRejectedWithItsPlace() throws IOException {
        var json = written(Map.of("shop", SHOP));
        var read = read(json.substring(0, json.length() / 2));
        assertThat(read.reading()).isInstanceOf(Reading.Rejected.class);
        assertThat(read.places().getFirst()).matches("line \\d+");
        assertThat(read.roots()).isEmpty();
    }

    @Test
    void onlyThisVersionIsDetected() {
        assertThat(detected("\n{ \"schema\" :\t\"advisor.facts/1\", \"facts\": {}}"))
                .isTrue();
        assertThat(detected("{\"schema\":\"advisor.facts/10\"}")).isFalse();
        assertThat(detected("{\"schema\":\"advisor.result/1\"}")).isFalse();
        assertThat(detected("[]")).isFalse();
    }

    @Test
    void ofTwoFilesTheFirstStands() throws IOException {
        var into = new StoredAccumulator();
        into.put("shop", SHOP);
        var later = new StoredAccumulator();
        later.put("shop", new Shop(TILL, List.of(), Map.of(), 1.0));
        later.put("other", SHOP);
        into.merge(later);
        assertThat(into.facts().roots()).isEqualTo(Map.of("shop", SHOP, "other", SHOP));
    }
}
