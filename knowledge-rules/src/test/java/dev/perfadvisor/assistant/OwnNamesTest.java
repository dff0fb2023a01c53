package dev.perfadvisor.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.assistant.Library;
import dev.perfadvisor.engine.assistant.grounding.Citable;
import dev.perfadvisor.engine.assistant.grounding.Ledger;
import dev.perfadvisor.engine.assistant.grounding.RunSource;
import dev.perfadvisor.engine.assistant.tools.Redactor;
import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the advisor calls things is not taken for what others call theirs. */
class OwnNamesTest {

    private static final Path SAMPLES = Path.of("..", "samples", "checkout");

    @Test
    void idsStay() {
        var advisor = new Advisor(List.of());
        var turn = advisor.attach(
                Case.empty(),
                List.of(
                        new Given.OfPath(SAMPLES.resolve("app.jfr.zst")),
                        new Given.OfPath(SAMPLES.resolve("postgres.csv.gz"))),
                Progress.SILENT);
        var ledger = new Ledger(turn.next(), turn.reply(), new Library(advisor), RunSource.none());
        var ids = Stream.concat(
                        ledger.ruleIds().stream(),
                        Stream.of("cause", "finding", "remedy", "step", "next", "band", "cache", "fact")
                                .flatMap(kind -> (kind.equals("fact") ? ledger.facts("") : ledger.all(kind)).stream())
                                .map(Citable::id))
                .distinct()
                .toList();
        var redactor = new Redactor(List.of(), List.of());

        assertThat(ids).hasSizeGreaterThan(500);
        assertThat(ids.stream().filter(id -> !redactor.hide(id).equals(id)).toList())
                .isEmpty();
    }
}
