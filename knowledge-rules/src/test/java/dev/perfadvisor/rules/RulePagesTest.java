package dev.perfadvisor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.render.Document;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Json;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.engine.render.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The pages under {@code docs} are made from the rules, one a rule and a catalogue. Run the tests of this module with
 * {@code -Drules.pages.write=true} to make them anew.
 */
class RulePagesTest {

    private static final Path DOCS = Path.of("docs");

    @Test
    void thePagesAreCurrent() throws IOException {
        var wanted = pages(new Advisor(List.of()));
        if (Boolean.getBoolean("rules.pages.write")) {
            write(wanted);
        }
        assertThat(existing())
                .as("stale pages; make them with -Drules.pages.write=true")
                .isEqualTo(wanted);
    }

    @Test
    void whatPeopleReadHoldsNoExpressions() {
        var advisor = new Advisor(List.of());
        for (var id : advisor.ruleIds()) {
            var page = markdown(advisor.rule(id).orElseThrow());
            var read = page.substring(0, page.indexOf("## As it is written"));
            assertThat(read)
                    .as(id)
                    .doesNotContain("${", "&&", "duration(", "seconds(", "double(", ".all(", ".exists(", "bands[");
        }
    }

    private static Map<String, String> pages(Advisor advisor) throws IOException {
        var pages = new TreeMap<String, String>();
        var catalogue = markdown(advisor.rules());
        for (var id : advisor.ruleIds()) {
            pages.put(id + ".md", markdown(advisor.rule(id).orElseThrow()));
            catalogue = catalogue.replace("| " + id + " |", "| [" + id + "](" + id + ".md) |");
        }
        pages.put("README.md", catalogue);
        pages.put("rule.schema.json", Json.write(advisor.ruleSchema()));
        pages.put("jmc.md", linked(markdown(JmcCoverage.load().page()), advisor));
        pages.put("statement-checks.md", StatementChecks.page());
        return pages;
    }

    /** With links to the pages of the rules that a table names, in place of their ids. */
    private static String linked(String page, Advisor advisor) {
        var linked = page;
        for (var id : advisor.ruleIds()) {
            linked = linked.replaceAll("(?<=[|,] )" + Pattern.quote(id) + "(?=,| \\|)", "[" + id + "](" + id + ".md)");
        }
        return linked;
    }

    private static String markdown(Document document) {
        return Renderer.render(document, Format.MARKDOWN, Style.plain());
    }

    private static Map<String, String> existing() throws IOException {
        var pages = new TreeMap<String, String>();
        if (Files.isDirectory(DOCS)) {
            try (var files = Files.list(DOCS)) {
                for (var file : files.toList()) {
                    pages.put(String.valueOf(file.getFileName()), Files.readString(file));
                }
            }
        }
        return pages;
    }

    private static void write(Map<String, String> pages) throws IOException {
        Files.createDirectories(DOCS);
        for (var old : existing().keySet()) {
            Files.delete(DOCS.resolve(old));
        }
        for (var page : pages.entrySet()) {
            Files.writeString(DOCS.resolve(page.getKey()), page.getValue());
        }
    }
}
