package dev.perfadvisor.http.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The page, from the first word to the report, by hand and by keyboard, in the browser of this machine. */
@SpringBootTest(
        classes = dev.perfadvisor.http.TestServer.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "advisor.analysis.isolated=false")
class WebPageTest {

    private static final double PATIENCE = 60_000;
    private static final Path SAMPLE = Path.of("../samples/checkout");
    private static final String HOSTILE = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";

    @TempDir
    static Path data = Path.of("");

    private static @Nullable Chromium chromium;

    @LocalServerPort
    private int port;

    private final List<String> complaints = new ArrayList<>();
    private long transferred;

    private @Nullable Page opened;

    @DynamicPropertySource
    static void dataGoesTo(DynamicPropertyRegistry properties) {
        properties.add("advisor.data", data::toString);
    }

    @BeforeAll
    static void start() {
        var program = Chromium.program();
        assumeTrue(program.isPresent(), "there is no Chromium on this machine; .ci/run installs it");
        chromium = Chromium.start(program.get());
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open() {
        opened = page(new Browser.NewContextOptions().setViewportSize(1280, 900));
    }

    @AfterEach
    void close() {
        page().context().close();
    }

    private Page page() {
        assertThat(opened).isNotNull();
        return opened;
    }

    private Page page(Browser.NewContextOptions options) {
        assertThat(chromium).isNotNull();
        var page = chromium.browser().newContext(options).newPage();
        page.setDefaultTimeout(PATIENCE);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onResponse(response -> transferred += response.url().contains("/assets/") ? response.body().length : 0);
        return page;
    }

    private String at(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private Locator button(String name) {
        return page().getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    /** Says what is slow, hands files in, and waits for the report. */
    private void diagnose(String problem, FilePayload... files) {
        page().navigate(at("/"));
        page().getByLabel("What is slow?").fill(problem);
        page().setInputFiles("input[type=file]", files);
        button("Diagnose").click();
        page().waitForURL(Pattern.compile(".*/cases/[0-9a-z]+$"));
        assertThat(page().locator("#verdict")).isVisible(new com.microsoft.playwright.assertions.LocatorAssertions
                .IsVisibleOptions().setTimeout(PATIENCE));
    }

    private static FilePayload sample(String name) throws IOException {
        return new FilePayload(
                name, "application/octet-stream", java.nio.file.Files.readAllBytes(SAMPLE.resolve(name)));
    }

    @Test
    void fromTheFirstWordToTheReportAndBack() throws IOException {
        diagnose("API responses are slow since the deploy", sample("app.jfr.zst"), sample("postgres.csv.gz"));

        assertThat(page().locator("h3#cause-db\\.n-plus-one")).isVisible(new com.microsoft.playwright.assertions
                .LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
        assertThat(page().locator("figure#timeline svg")).isVisible();
        assertThat(page().locator("svg.flame.live").first()).isVisible();

        page().getByLabel("Ask about this case").fill("why db.n-plus-one?");
        page().getByLabel("Ask about this case").press("Enter");
        var citation = page().locator("aside a.citation").first();
        citation.waitFor();
        citation.click();
        org.assertj.core.api.Assertions.assertThat(page().url()).contains("#");

        page().getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Plan").setExact(true)).first().click();
        page().waitForURL("**/plan");
        assertThat(page().getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("Optimize"))).isVisible();
        page().goBack();
        assertThat(page().locator("#verdict")).isVisible();
        org.assertj.core.api.Assertions.assertThat(complaints).isEmpty();
    }

    @Test
    void whatComesFromEvidenceIsText() {
        diagnose(
                "slow " + HOSTILE,
                new FilePayload(
                        "slow" + HOSTILE + ".log",
                        "text/plain",
                        ("# Time: 2026-11-22T08:30:37.813768Z\n# User@Host: a[a] @ h [] Id: 7\n"
                                        + "# Query_time: 2.5  Lock_time: 0.0 Rows_sent: 1  Rows_examined: 900000\n"
                                        + "SET timestamp=1763800237;\nselect `" + HOSTILE + "` from `" + HOSTILE
                                        + "` where a = '" + HOSTILE + "';\n")
                                .getBytes(StandardCharsets.UTF_8)));
        org.assertj.core.api.Assertions.assertThat(page().title()).doesNotContain("owned\u0000").isNotEqualTo("owned");
        org.assertj.core.api.Assertions.assertThat(page().locator("#view img, #view script").count())
                .isZero();
        org.assertj.core.api.Assertions.assertThat(complaints).isEmpty();
    }

    @Test
    void theFirstViewIsLight() {
        page().navigate(at("/"));
        page().locator("h1").waitFor();
        page().waitForLoadState();
        org.assertj.core.api.Assertions.assertThat(transferred).isPositive().isLessThan(300_000);
        org.assertj.core.api.Assertions.assertThat(complaints).isEmpty();
    }
}
