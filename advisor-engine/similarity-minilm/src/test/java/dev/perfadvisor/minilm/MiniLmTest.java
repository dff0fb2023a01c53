package dev.perfadvisor.minilm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.conversation.Reply;
import dev.perfadvisor.engine.diagnosis.SentenceVectors;
import dev.perfadvisor.engine.model.Cause;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The model as it is on the class path of an advisor that was built with it. */
class MiniLmTest {

    private static final SentenceVectors MODEL = SentenceVectors.onClassPath().orElseThrow();
    private static final Path SENTENCES = Path.of("../../knowledge-rules/src/test/resources/conversation");

    private static double cosine(String a, String b) {
        var first = MODEL.of(a);
        var second = MODEL.of(b);
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += first[i] * second[i];
        }
        return sum;
    }

    @Test
    void sentencesThatMeanTheSameAreNearWithoutAWordInCommon() {
        assertThat(MODEL.name()).isEqualTo("minilm");
        assertThat(cosine("RAM consumption rises steadily", "The process's memory keeps growing"))
                .isGreaterThan(cosine("RAM consumption rises steadily", "The weather is fine in Vienna") + 0.3);
        assertThat(cosine("", "anything")).isLessThan(0.9);
    }

    @Test
    void vectorsOfAllSentencesThatAreKnownAreReadyAndAsExactAsNeeded() {
        var fresh = new MiniLm(Map.of());
        var known = new Advisor(List.of()).knownSentences();
        assertThat(known).hasSizeGreaterThan(2_000);
        for (int i = 0; i < known.size(); i += 200) {
            var ready = MODEL.of(known.get(i));
            // The same array again: it was looked up.
            assertThat(MODEL.of(known.get(i))).isSameAs(ready);
            var exact = fresh.of(known.get(i));
            double sum = 0;
            for (int j = 0; j < exact.length; j++) {
                sum += exact[j] * ready[j];
            }
            assertThat(sum).isGreaterThan(0.999);
        }
    }

    @Test
    void aFileHoldsWhatWasWritten() throws IOException {
        var bytes = new ByteArrayOutputStream();
        VectorFile.write(Map.of("a b", new float[] {0.6f, -0.8f}, "\u00fc", new float[] {0, 1}), bytes);
        var back = VectorFile.read(new ByteArrayInputStream(bytes.toByteArray()));
        assertThat(back).containsOnlyKeys("a b", "\u00fc");
        assertThat(back.get("a b")).containsExactly(new float[] {0.6f, -0.8f}, Offset.offset(0.01f));
    }

    /** Sentences that nothing was tuned with; how the words do without the model is what the rules' own tests print. */
    @Test
    void withItTheFirstHypothesisIsRightMoreOften() throws IOException {
        var advisor = new Advisor(List.of());
        int first = 0;
        int three = 0;
        int count = 0;
        int rejected = 0;
        int offTopic = 0;
        for (var line : Files.readAllLines(SENTENCES.resolve("sentences-blind.tsv"))) {
            if (line.startsWith("#")) {
                continue;
            }
            var cells = line.split("\t", 2);
            var right = List.of(cells[0].split("\\|"));
            var causes = switch (advisor.dialogue().reply(Case.empty(), cells[1]).reply()) {
                case Reply.Diagnosed diagnosed -> diagnosed.result().diagnosis().causes();
                case Reply.Guided guided -> guided.result().diagnosis().causes();
                case Reply.Advised advised -> advised.result().diagnosis().causes();
                default -> List.<Cause>of();
            };
            if (cells[0].equals("off-topic")) {
                offTopic++;
                rejected += causes.isEmpty() ? 1 : 0;
                continue;
            }
            count++;
            first += !causes.isEmpty() && right.contains(causes.getFirst().id()) ? 1 : 0;
            three += causes.stream().limit(3).map(Cause::id).anyMatch(right::contains) ? 1 : 0;
        }
        System.out.printf(
                Locale.ROOT,
                "With MiniLM: right first %.1f %%, among the first three %.1f %% of %d; %d of %d off-topic ones rejected%n",
                100.0 * first / count,
                100.0 * three / count,
                count,
                rejected,
                offTopic);
        assertThat(first / (double) count).isGreaterThanOrEqualTo(0.75);
        assertThat(three / (double) count).isGreaterThanOrEqualTo(0.9);
    }
}
