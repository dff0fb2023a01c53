package dev.perfadvisor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.FactPages;
import dev.perfadvisor.engine.model.Fact;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Problem;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.render.Document;
import dev.perfadvisor.engine.rules.FactLeaves;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Facts are found by their paths, word by word, down to every single one. */
class FactPagesTest {

    private static final Result RESULT = new Advisor(List.of())
            .diagnose(
                    Problem.unsaid(),
                    List.of(new Given.OfPath(Path.of("src/test/resources/cases/lock-contention"))),
                    Progress.SILENT);

    private static Stream<String> under(String prefix) {
        return FactPages.next(RESULT, prefix).stream()
                .flatMap(next -> next.endsWith(".") || next.endsWith("[") ? under(next) : Stream.of(next));
    }

    private static List<Document.Table> tables(String prefix) {
        return FactPages.of(RESULT, prefix).blocks().stream()
                .filter(Document.Table.class::isInstance)
                .map(Document.Table.class::cast)
                .toList();
    }

    @Test
    void everyFactCanBeReached() {
        var all = FactLeaves.of(RESULT.facts()).stream()
                .map(Fact::path)
                .distinct()
                .toList();
        assertThat(all).hasSizeGreaterThan(300);
        assertThat(under("").distinct()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void aWordThatNoPathBeginsWithIsFoundFurtherOn() {
        assertThat(FactPages.of(RESULT, "heap").blocks())
                .last()
                .isInstanceOfSatisfying(
                        Document.Items.class,
                        items -> assertThat(items.items())
                                .extracting(Document.Item::text)
                                .contains("jfr.heap"));
        assertThat(FactPages.of(RESULT, "nonsense").blocks()).hasSize(1);
    }

    @Test
    void ofManyThereIsHowTheirPathsGoOn() {
        var ways = tables("").getLast();
        assertThat(ways.header()).first().isEqualTo("Path begins with");
        assertThat(ways.rows()).isNotEmpty().allSatisfy(row -> {
            assertThat(FactPages.next(RESULT, row.getFirst())).isNotEmpty();
            assertThat(row.getLast()).startsWith(row.getFirst());
        });
    }

    @Test
    void ofFewThereAreAll() {
        assertThat(tables("jfr.cpu.")).singleElement().satisfies(table -> {
            assertThat(table.header()).containsExactly("Fact", "Value", "From");
            assertThat(table.ids()).contains("fact-jfr.cpu.jvmRatio");
        });
    }

    /** The calls of a stack are one row, and lines that can be copied below the table. */
    @Test
    void textsOfOneListAreTogether() {
        var calls = FactLeaves.of(RESULT.facts()).stream()
                .filter(fact -> fact.path().startsWith("jfr.locks.locks[0].stack["))
                .map(fact -> String.valueOf(fact.value()))
                .toList();
        assertThat(calls).hasSizeGreaterThan(2);
        var path = "jfr.locks.locks[0].stack[0.." + (calls.size() - 1) + "]";

        assertThat(tables("jfr.locks.locks[0].stack"))
                .singleElement()
                .satisfies(table -> assertThat(table.rows())
                        .singleElement()
                        .satisfies(row -> assertThat(row).startsWith(path, calls.size() + " texts, below")));
        assertThat(FactPages.of(RESULT, "jfr.locks.locks[0].stack").blocks())
                .contains(
                        new Document.Heading(2, path, "texts-" + path),
                        new Document.Code("", String.join("\n", calls)));
    }

    @Test
    void aPlaceIsToldOnce() {
        var places =
                tables("jfr.cpu.").getFirst().rows().stream().map(List::getLast).toList();

        assertThat(places).contains("as above").first().asString().contains("app.jfr.zst");
    }

    @Test
    void ofNoneThereIsASentenceAlone() {
        assertThat(FactPages.of(RESULT, "nonsense").blocks())
                .containsExactly(new Document.Paragraph("No fact has a path that begins so."));
    }
}
