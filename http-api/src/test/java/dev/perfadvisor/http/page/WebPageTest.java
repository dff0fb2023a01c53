package dev.perfadvisor.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.perfadvisor.http.RunningService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page, from the first word to the report, in the browser of this machine. */
class WebPageTest {

    private static final Path SAMPLE = Path.of("../samples/checkout");
    private static final Pattern CASE = Pattern.compile(".*/cases/[0-9a-z]+$");
    private static final String HOSTILE =
            "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @RegisterExtension
    static final RunningService SERVICE = new RunningService("advisor.analysis.isolated=false");

    private static Page page(int width, ColorScheme colours) {
        return CHROMIUM.page(
                new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(colours));
    }

    private static String at(String path) {
        return "http://127.0.0.1:" + SERVICE.port() + path;
    }

    private static FilePayload sample(String name) throws IOException {
        return new FilePayload(name, "application/octet-stream", Files.readAllBytes(SAMPLE.resolve(name)));
    }

    /** Says what is slow, hands files in, and waits for the report. */
    private static void diagnose(Page page, String problem, FilePayload... files) {
        page.navigate(at("/"));
        page.getByLabel("What is slow?").fill(problem);
        page.setInputFiles("input[type=file]", files);
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Diagnose"))
                .click();
        page.waitForURL(CASE);
        page.waitForSelector("#evidence");
    }

    @Test
    void fromTheFirstWordToTheReportAndThroughThePlan() throws IOException {
        var page = page(1280, ColorScheme.LIGHT);
        diagnose(page, "API responses are slow since the deploy", sample("app.jfr.zst"), sample("postgres.csv.gz"));
        assertThat(page.textContent("#verdict")).contains("Problem found", "N+1");
        assertThat(page.isVisible("figure#timeline svg")).isTrue();
        page.waitForSelector("svg.flame.live");

        // An answer that is as long as the report does not push the others away.
        var folded = page.locator("aside .said.long");
        int before = folded.count();
        assertThat(before).isPositive();
        assertThat(folded.first().boundingBox().height).isLessThan(400);
        page.getByText("Show all of it").first().click();
        assertThat(folded.count()).isEqualTo(before - 1);

        page.getByLabel("Ask about this case").fill("why db.n-plus-one");
        page.getByLabel("Ask about this case").press("Enter");
        var citation = page.locator("aside li.advisor:last-child a.citation").first();
        citation.click();
        assertThat(page.evaluate("document.querySelector(':target') !== null")).isEqualTo(true);
        assertThat(Accessibility.findings(page)).isEmpty();

        page.click("a.to-plan");
        page.waitForSelector("section.plan");
        assertThat(page.textContent("section.plan")).contains("Measure", "Validate");
        page.goBack();
        page.waitForSelector("#verdict");
        page.reload();
        page.waitForSelector("#verdict");
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    @Test
    void whatComesFromEvidenceAndUsersIsText() {
        var page = page(1280, ColorScheme.LIGHT);
        var log = """
                # Time: 2026-11-22T08:30:37.813768Z
                # User@Host: a[a] @ h [] Id: 7
                # Query_time: 2.5  Lock_time: 0.0 Rows_sent: 1  Rows_examined: 900000
                SET timestamp=1763800237;
                select `HOSTILE` from `HOSTILE` where a = 'x';
                """.replace("HOSTILE", HOSTILE).getBytes(StandardCharsets.UTF_8);
        diagnose(page, "slow " + HOSTILE, new FilePayload("slow" + HOSTILE + ".log", "text/plain", log));
        assertThat(page.textContent("#view")).contains(HOSTILE);
        assertThat(page.title()).isNotEqualTo("owned");
        assertThat(page.locator("#view img, #view script").count()).isZero();
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    @Test
    void theKeyboardIsEnough() {
        var page = page(1280, ColorScheme.LIGHT);
        page.navigate(at("/"));
        page.waitForSelector("#problem");
        page.focus("#problem");
        page.keyboard().type("the database is slow since the deploy");
        page.keyboard().press("Tab");
        assertThat(page.textContent(":focus")).contains("choose files");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        page.waitForURL(CASE);
        page.waitForSelector("#verdict");
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    @Test
    void whatWasBegunAndWhereSomebodyWasIsFoundAgain() throws IOException {
        var page = page(1280, ColorScheme.LIGHT);
        page.navigate(at("/"));
        page.getByLabel("What is slow?").fill("the database is slow");
        page.setInputFiles("input[type=file]", sample("k6-summary.json"));
        page.click(".top a[href='/rules']");
        page.waitForSelector(".rules a");
        page.evaluate("scrollTo(0, 2000)");
        page.waitForCondition(() -> Boolean.TRUE.equals(page.evaluate("history.state?.scroll === 2000")));
        page.locator(".rules a").last().click();
        page.waitForSelector("#view .report h2");
        page.goBack();
        page.waitForCondition(() -> Boolean.TRUE.equals(page.evaluate("scrollY === 2000")));
        page.goBack();
        assertThat(page.inputValue("#problem")).isEqualTo("the database is slow");
        assertThat(page.textContent(".chosen")).contains("k6-summary.json");
        assertThat(page.isEnabled("button.primary")).isTrue();

        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Diagnose"))
                .click();
        page.waitForSelector("#evidence");
        page.getByLabel("Ask about this case").fill("what if");
        page.click("a.to-plan");
        page.waitForSelector("section.plan");
        assertThat(page.inputValue("#message")).isEqualTo("what if");
        page.click(".top a[href='/']");
        assertThat(page.inputValue("#problem")).isEmpty();
        assertThat(page.locator(".chosen li").count()).isZero();
    }

    @Test
    void aServerThatGoesIsMissedAndFoundAgain() throws IOException {
        var page = page(1280, ColorScheme.LIGHT);
        diagnose(page, "the database is slow", sample("k6-summary.json"));
        page.route("**/events", route -> route.abort("connectionrefused"));
        page.reload();
        page.waitForSelector("header .problem:not([hidden])");
        assertThat(page.textContent("header .problem")).contains("can not be reached");
        page.waitForSelector("#verdict");
        page.unroute("**/events");
        page.waitForCondition(() -> page.isHidden("header .problem"));

        page.route("**/api/**", route -> route.abort("connectionrefused"));
        page.click("a.to-plan");
        page.waitForSelector("[role=alert]");
        var steps = page.evaluate("history.length");
        page.unroute("**/api/**");
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Try again"))
                .click();
        page.waitForSelector("section.plan");
        // Trying again is no step to go back over.
        assertThat(page.evaluate("history.length")).isEqualTo(steps);
    }

    @Test
    void aCaseThatIsNotThereIsSaidToBe() {
        var page = page(1280, ColorScheme.LIGHT);
        page.navigate(at("/cases/nothing"));
        page.waitForSelector("[role=alert]");
        assertThat(page.textContent("[role=alert]")).isNotBlank();
    }

    @Test
    void theFirstViewIsLight() {
        var bytes = new AtomicLong();
        var page = page(1280, ColorScheme.LIGHT);
        page.onResponse(response -> bytes.addAndGet(response.body().length));
        page.navigate(at("/"));
        page.waitForSelector("#problem");
        assertThat(bytes.get()).isPositive().isLessThan(300_000);
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    @Test
    void everythingCanBeTakenAway() throws IOException {
        var page = page(1280, ColorScheme.LIGHT);
        diagnose(page, "API responses are slow", sample("app.jfr.zst"), sample("k6.ndjson.gz"));
        assertThat(downloaded(page, "report")).startsWith("<!doctype html>").contains("id=\"verdict\"");
        assertThat(downloaded(page, "diagnosis as JSON")).contains("\"verdict\"");
        assertThat(downloaded(page, "facts"))
                .contains("\"schema\": \"advisor.facts/1\"")
                .doesNotContain("\"said\"");
        assertThat(downloaded(page, "load-test script")).contains("from 'k6/http'", "http_req_duration");
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    private static String downloaded(Page page, String label) throws IOException {
        var download = page.waitForDownload(() -> page.getByRole(
                        AriaRole.BUTTON, new GetByRoleOptions().setName(label).setExact(true))
                .click());
        return Files.readString(download.path());
    }

    @Test
    void whatIsSaidInTheConversationAndNamesOfBaselinesAreText() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        SERVICE.put(href + "/artifacts/run.ndjson.gz", Files.readAllBytes(SAMPLE.resolve("k6.ndjson.gz")))
                .status(202);
        SERVICE.get(href + "/diagnosis?wait=60").status(200);
        var id = href.substring(href.lastIndexOf('/') + 1);
        var page = page(1280, ColorScheme.LIGHT);
        page.navigate(at("/cases/" + id));
        page.waitForSelector("#verdict");
        page.getByLabel("Ask about this case").fill("is it " + HOSTILE);
        page.getByLabel("Ask about this case").press("Enter");
        page.waitForSelector("aside li.user");
        page.waitForSelector("aside:not(:has(.pending)) li.advisor");
        assertThat(page.textContent("aside li.user")).contains(HOSTILE);

        page.navigate(at("/compare?candidate=" + id));
        page.getByLabel("Name").fill(HOSTILE);
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Keep as baseline"))
                .click();
        page.waitForSelector("details [role=status] p");
        for (var path : new String[] {
            "/rules?q=" + HOSTILE, "/rules/" + HOSTILE, "/cases/" + HOSTILE, "/cases/" + id + "#" + HOSTILE
        }) {
            page.navigate(at(path.replace(" ", "%20")
                    .replace("<", "%3C")
                    .replace("/script", "%2Fscript")
                    .replace("\"", "%22")));
            page.waitForSelector("body");
        }
        assertThat(page.title()).isNotEqualTo("owned");
        assertThat(page.locator("#view img, #view script").count()).isZero();
    }
}
