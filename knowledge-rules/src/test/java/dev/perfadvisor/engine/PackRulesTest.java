package dev.perfadvisor.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfadvisor.engine.diagnosis.Likeness;
import dev.perfadvisor.engine.diagnosis.SymptomIndex;
import dev.perfadvisor.engine.rules.RuleBook;
import dev.perfadvisor.engine.rules.RuleFile;
import dev.perfadvisor.engine.rules.RuleLoader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackRulesTest {

    private static final RuleBook BOOK = RuleLoader.loadChecked(RuleFile.onClassPath(), EvidenceKinds.ROOTS);

    @Test
    void theIndexThatWasPackedIsTheOneThatIsMadeNow(@TempDir Path directory) throws IOException {
        PackRules.main(Path.of("src/main/resources").toString(), directory.toString());
        var made = SymptomIndex.of(BOOK, Optional.empty());

        var packed = read(Files.readAllBytes(directory.resolve(SymptomIndex.NAME)));

        assertThat(packed.texts()).hasSizeGreaterThan(7_000).isEqualTo(made.texts());
        assertThat(written(packed)).isEqualTo(written(made));
        assertThat(Stream.concat(every(40, made.texts()), unknown()))
                .allSatisfy(sentence -> assertThat(packed.hear(sentence)).isEqualTo(made.hear(sentence)));
    }

    private static byte[] written(SymptomIndex index) throws IOException {
        var bytes = new ByteArrayOutputStream();
        index.write(bytes);
        return bytes.toByteArray();
    }

    private static Stream<String> every(int step, List<String> texts) {
        return IntStream.range(0, texts.size()).filter(i -> i % step == 0).mapToObj(texts::get);
    }

    private static Stream<String> unknown() {
        return Stream.of(
                "",
                "???",
                "checkuot hangs for 4 s evry noon, \u00fcber die Maßen langsam \ud83d\ude12",
                "how do I get a refund for a hotel room in Lisbon?",
                "the p99 went up. ".repeat(500));
    }

    @Test
    void anotherFileIsNoIndex() {
        assertThatThrownBy(() -> read(new byte[] {0, 3, 'a', 'b', 'c'}))
                .isInstanceOf(IOException.class)
                .hasMessage("These are no sentences of this engine.");
    }

    private SymptomIndex read(byte[] pack) throws IOException {
        return SymptomIndex.read(new ByteArrayInputStream(pack), BOOK.vocabulary(), Optional.empty());
    }

    @Test
    void rulesOfTheUsersAreHeardToo(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("own.turnstile.yaml"), """
                id: own.turnstile
                title: Turnstile
                role: cause
                capability: bottleneck
                stage: identify
                symptoms: [the brass turnstile squeaks and jams]
                when: load.run.requests > 100
                score: {fact: load.run.requests, info: 100, warning: 1000}
                cite: [load.run.requests]
                supports: [{cause: io.blocking-file, fired: 5, clear: 0}]
                diagnosis: It jams.
                references: [EXP]
                tests:
                  - {name: many, given: {load: {run: {requests: 200}}}, then: fires}
                  - {name: few, given: {load: {run: {requests: 5}}}, then: clear}
                  - {name: not told, given: {load: {latency: {p50: 5ms}}}, then: unknown}
                """);

        var heard = RuleSources.load(List.of(directory), false).symptoms().hear("our turnstile jams");

        assertThat(heard.causes().get("io.blocking-file"))
                .isNotNull()
                .extracting(Likeness::sentence)
                .isEqualTo("the brass turnstile squeaks and jams");
    }
}
