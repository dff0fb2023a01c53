package dev.perfadvisor.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.perfadvisor.http.RunningService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer cites is a link to where it is shown. */
class CitationTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @RegisterExtension
    static final RunningService SERVICE = new RunningService("advisor.analysis.isolated=false");

    private static String id = "";

    @BeforeAll
    static void diagnose() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        for (var name : new String[] {"app.jfr.zst", "postgres.csv.gz", "k6.ndjson.gz"}) {
            SERVICE.put(href + "/artifacts/" + name, Files.readAllBytes(Path.of("../samples/checkout", name)))
                    .status(202);
        }
        SERVICE.get(href + "/diagnosis?wait=60").status(200);
        id = href.substring(href.lastIndexOf('/') + 1);
    }

    /** The case with an answer as a language model would give it. */
    private static Page answered(int width, String part, String citation) {
        var page = CHROMIUM.page(new Browser.NewContextOptions().setViewportSize(width, 900));
        var messages = "{\"messages\": [{\"number\": 1, \"speaker\": \"advisor\", \"text\":"
                + " \"- So it is.<br>\\\\[said:1, "
                + citation.replace("[", "\\\\[").replace("]", "\\\\]") + "\\\\]\"}]}";
        var answer =
                new Route.FulfillOptions().setContentType("application/json").setBody(messages);
        page.route("**/messages?*", route -> route.fulfill(answer));
        page.navigate("http://127.0.0.1:" + SERVICE.port() + "/cases/" + id + part);
        return page;
    }

    @ParameterizedTest
    @CsvSource({
        "verdict:1, verdict",
        "cause:db.n-plus-one, cause-db.n-plus-one",
        "finding:orm.n-plus-one/1, finding-orm.n-plus-one",
        "finding:orm.n-plus-one/2, finding-orm.n-plus-one",
        "finding:http.latency.tail-ratio/1, finding-http.latency.tail-ratio",
        "remedy:db.n-plus-one/1, cause-db.n-plus-one",
        "fact:sql.statements[2].count, fact-sql.statements[2].count",
        "fact:load.latency.p99, fact-load.latency.p99",
        "fact:sql.log.sessions, fact-sql.log.sessions",
        "step:optimize/1, step-optimize-1",
        "next:1, next-1",
        "band:latency.p99, band-latency.p99",
        "timeline:requests@a..b, timeline",
        "db.n-plus-one, cause-db.n-plus-one",
        "sql.statements[2], fact-sql.statements[2].fingerprint",
    })
    void leadsToItsPlace(String citation, String place) {
        var page = answered(1280, "", citation);
        page.waitForSelector("svg.flame.live");
        var link = page.locator("aside a.citation");
        link.first().waitFor();
        assertThat(link.count()).as(citation).isEqualTo(1);
        assertThat(link.textContent()).isEqualTo(citation);
        link.click();
        page.waitForSelector("[id='" + place + "']:target");
        // Also where it was folded.
        page.waitForCondition(() -> page.isVisible("[id='" + place + "']"));
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    @Test
    void leadsThereFromOtherViewsToo() throws IOException {
        var page = answered(390, "/chat", "fact:sql.statements[2].count");
        page.locator("aside a.citation").click();
        page.waitForSelector("[id='fact-sql.statements[2].count']:target");
        page.goBack();
        page.waitForSelector("aside a.citation");

        var facts = answered(390, "/facts?of=sql.log.", "rule:orm.n-plus-one");
        facts.waitForSelector("[id='fact-sql.log.entries']");
        assertThat(Accessibility.findings(facts)).isEmpty();
        assertThat(facts.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
        facts.getByLabel("Facts whose path begins with").fill("jfr.cpu.");
        facts.getByLabel("Facts whose path begins with").press("Enter");
        facts.waitForSelector("[id='fact-jfr.cpu.machineRatio']");
        facts.goBack();
        facts.waitForSelector("[id='fact-sql.log.entries']");
    }
}
