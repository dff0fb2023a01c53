package dev.perfadvisor.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.perfadvisor.http.RunningService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs held against each other in the page: one of a side, several, and those of a baseline. */
class ComparePageTest {

    private static final Path SAMPLE = Path.of("../samples/checkout/k6.ndjson.gz");

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @RegisterExtension
    static final RunningService SERVICE = new RunningService("advisor.analysis.isolated=false");

    private static String before = "";
    private static String after = "";

    @BeforeAll
    static void runs() throws IOException, InterruptedException {
        before = caseOf("before", 3);
        after = caseOf("after", 2);
    }

    /** A case with the result of the same load test under several names. */
    private static String caseOf(String problem, int runs) throws IOException, InterruptedException {
        var href = SERVICE.post("/api/v1/cases", "{\"problem\": \"" + problem + "\"}")
                .status(201)
                .header("Location")
                .orElseThrow();
        for (int run = 1; run <= runs; run++) {
            SERVICE.put(href + "/artifacts/" + problem + "-" + run + ".ndjson.gz", Files.readAllBytes(SAMPLE))
                    .status(202);
        }
        SERVICE.get(href + "/diagnosis?wait=60").status(200);
        return href.substring(href.lastIndexOf('/') + 1);
    }

    private static Page page(int width, String path) {
        var page = CHROMIUM.page(new Browser.NewContextOptions().setViewportSize(width, 900));
        page.navigate("http://127.0.0.1:" + SERVICE.port() + path);
        page.waitForSelector("fieldset");
        return page;
    }

    private static Locator side(Page page, String legend) {
        return page.getByRole(
                AriaRole.GROUP, new GetByRoleOptions().setName(legend).setExact(true));
    }

    private static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button)).click();
    }

    @Test
    void everyFileOfACaseCanBeARunOfItsOwn() throws IOException {
        var page = page(1280, "/compare");
        press(page, "Compare");
        assertThat(page.waitForSelector("[role=alert]").textContent()).contains("Choose runs of both sides");

        side(page, "Before the change").getByLabel("Files of before").click();
        side(page, "Before the change").getByText("Each file is a run").click();
        assertThat(side(page, "Before the change").getByRole(AriaRole.STATUS).textContent())
                .isEqualTo("3 runs.");
        side(page, "After it").getByLabel("Files of after").click();
        side(page, "After it").getByLabel("after-1.ndjson.gz").check();
        side(page, "After it").getByLabel("after-2.ndjson.gz").check();
        assertThat(Accessibility.findings(page)).isEmpty();
        press(page, "Compare");

        page.waitForSelector("#verdict");
        assertThat(page.textContent(".report"))
                .contains("before-1.ndjson.gz", "before-2.ndjson.gz", "before-3.ndjson.gz", "after-1.ndjson.gz");
        assertThat(Accessibility.findings(page)).isEmpty();

        // The address says it all, so that it can be sent to somebody.
        page.reload();
        page.waitForSelector("#verdict");
        assertThat(side(page, "Before the change").getByRole(AriaRole.STATUS).textContent())
                .isEqualTo("3 runs.");
        page.goBack();
        page.waitForSelector("fieldset");
        page.waitForCondition(() -> page.locator("#verdict").count() == 0);
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    @Test
    void aRunIsKeptAndHeldAgainstAnother() throws IOException {
        var page = page(1280, "/compare?candidate=" + before);
        page.getByLabel("Name").fill("release");
        press(page, "Keep as baseline");
        page.waitForSelector("details [role=status] p");
        assertThat(page.textContent("details > form > [role=status]")).contains("Kept as release, version 1");

        page.reload();
        page.getByLabel("Held against").selectOption("baseline:release");
        assertThat(side(page, "Before the change").count()).isZero();
        press(page, "Compare");
        page.waitForURL("**/compare?base=baseline%3Arelease**");
        page.waitForSelector("#verdict");
        assertThat(page.textContent(".report")).contains("p50", "13.5 ms");
        assertThat(Accessibility.findings(page)).isEmpty();
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    /** What calls took more or less of is drawn, when both sides were recorded. */
    @Test
    void theStacksOfBothSidesAreDrawnAsOnePicture() throws IOException, InterruptedException {
        var recorded = new String[] {caseOf("recorded", 1), caseOf("anew", 1)};
        for (var id : recorded) {
            SERVICE.put(
                            "/api/v1/cases/" + id + "/artifacts/app.jfr.zst",
                            Files.readAllBytes(SAMPLE.resolveSibling("app.jfr.zst")))
                    .status(202);
            SERVICE.get("/api/v1/cases/" + id + "/diagnosis?wait=60").status(200);
        }
        var page = page(1280, "/compare?base=" + recorded[0] + "&candidate=" + recorded[1]);
        page.waitForSelector("#verdict");
        page.waitForSelector("svg.flame.live");
        assertThat(page.locator("svg.flame").first().locator("g.same").count()).isGreaterThan(50);
        assertThat(page.locator("svg.flame g:is(.more1, .more2, .more3, .less1, .less2, .less3)")
                        .count())
                .isZero();
        assertThat(Accessibility.findings(page)).isEmpty();
    }

    @Test
    void fitsAPhone() {
        var page = page(390, "/compare?base=" + before + "&candidate=" + after);
        page.waitForSelector("#verdict");
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    }
}
