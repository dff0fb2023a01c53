package dev.perfadvisor.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.perfadvisor.http.LoadRuns;
import dev.perfadvisor.http.RunningService;
import dev.perfadvisor.scripted.Move;
import dev.perfadvisor.scripted.Move.Call;
import dev.perfadvisor.scripted.Protocol;
import dev.perfadvisor.scripted.ScriptedModel;
import dev.perfadvisor.scripted.Seen;
import dev.perfadvisor.scripted.Voices;
import dev.perfadvisor.scripted.Voices.Line;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an answer cites of runs is a link to what compares them, or to their evidence. */
class RunCitationTest {

    private static final ScriptedModel MODEL = new ScriptedModel(Protocol.OPENAI, RunCitationTest::compares);

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @RegisterExtension
    static final RunningService SERVICE = new RunningService(
            "advisor.assistant.model=scripted",
            "advisor.assistant.base-url=" + MODEL.baseUrl(),
            "advisor.analysis.isolated=false");

    private static String href = "";

    private static Move compares(Seen seen) {
        if (seen.results().isEmpty()) {
            return Move.Calls.of(
                    new Call("comparison", "{}"),
                    new Call("comparison", "{\"base\":\"run:1,run:2\",\"candidate\":\"run:3,run:4\"}"),
                    new Call("comparison", "{\"base\":\"baseline:release\",\"candidate\":\"run:4\"}"));
        }
        var cited = Stream.of(
                        "run:3",
                        "baseline:release@1",
                        "comparison:run:1_2..run:3_4/measure/1",
                        "comparison:baseline:release@1..run:4")
                .flatMap(id -> seen.items().stream()
                        .filter(item -> item.id().equals(id))
                        .limit(1))
                .map(item -> Line.of(item.says().getFirst(), item.id()))
                .toList();
        return Voices.answer(cited);
    }

    @BeforeAll
    static void ask() throws IOException, InterruptedException {
        href = SERVICE.newCase();
        LoadRuns.upload(SERVICE, href, "before", 2, 0, 100);
        var id = href.substring(href.lastIndexOf('/') + 1);
        SERVICE.post("/api/v1/baselines", "{\"name\":\"release\",\"runs\":[{\"caseId\":\"" + id + "\"}]}")
                .status(201);
        LoadRuns.upload(SERVICE, href, "after", 2, 5, 130);
        var reply = SERVICE.post(href + "/messages", "{\"text\":\"did it get slower?\"}")
                .status(201)
                .json()
                .path("reply");
        assertThat(reply.path("sources").size()).as(reply.toString()).isEqualTo(4);
    }

    @AfterAll
    static void unplug() {
        MODEL.close();
    }

    private static Page follow(String citation) {
        var page = CHROMIUM.page(new Browser.NewContextOptions().setViewportSize(1280, 900));
        page.navigate("http://127.0.0.1:" + SERVICE.port() + href.replace("/api/v1", "") + "/chat");
        page.locator("aside a.citation")
                .filter(new Locator.FilterOptions().setHasText(citation))
                .first()
                .click();
        return page;
    }

    @Test
    void aPartOfAComparisonLeadsToItsRow() throws IOException {
        var page = follow("comparison:run:1_2..run:3_4/measure/1");
        page.waitForSelector("#measure-1:target");
        assertThat(page.textContent("#measure-1")).contains("p50", "indicates worse");
        assertThat(page.textContent("#verdict, .verdict")).isNotBlank();
        assertThat(page.locator("fieldset input:checked").count()).isGreaterThanOrEqualTo(4);
        assertThat(Accessibility.findings(page)).isEmpty();
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    @Test
    void aComparisonWithABaselineLeadsToIt() {
        var page = follow("comparison:baseline:release@1..run:4");
        page.waitForSelector("#verdict:target");
        assertThat(page.inputValue("#baseline")).isEqualTo("baseline:release@1");
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    @Test
    void aBaselineIsChosenToCompareWith() {
        var page = follow("baseline:release@1");
        page.waitForSelector("#baseline");
        assertThat(page.inputValue("#baseline")).isEqualTo("baseline:release@1");
    }

    @Test
    void aRunLeadsToItsEvidence() {
        var page = follow("run:3");
        page.waitForSelector("[id^=artifact-]:target");
        assertThat(page.textContent("[id^=artifact-]:target")).contains("after-1.csv");
    }
}
