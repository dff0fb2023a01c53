package dev.perfadvisor.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Problem;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.engine.render.Style;
import dev.perfadvisor.http.RunningService;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Threads, classes, requests, tables and files whose names would run if they were taken for more than text. */
class HostileNamesTest {

    /** Without quotes and points, so that it can stand where a name of a class can. */
    private static final String HOSTILE = "<img src=x onerror=top[`owned`]=1>";

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @RegisterExtension
    static final RunningService SERVICE = new RunningService("advisor.analysis.isolated=false");

    @TempDir
    static Path directory = Path.of("");

    private static String facts = "";

    @BeforeAll
    static void facts() {
        facts = new Advisor(List.of())
                .facts(List.of(new Given.OfPath(Path.of("../samples/checkout"))), Progress.SILENT)
                .json()
                .replace("\"http-#\"", "\"thread" + HOSTILE + "\"")
                .replace("kit.Web", "kit.Class" + HOSTILE)
                .replace("GET /customers", "GET /url" + HOSTILE)
                .replace("from product ", "from table" + HOSTILE + " ");
        assertThat(facts).contains("thread<", "Class<", "/url<", "table<");
    }

    private static void isInert(Page page, String... shown) {
        assertThat(page.textContent("body")).contains(shown);
        assertThat(page.evaluate("window.owned ?? null")).isNull();
        assertThat(page.locator("body :is(img, iframe, object)").count()).isZero();
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    @Test
    void areTextInEveryView() throws IOException, InterruptedException {
        var made = SERVICE.newCase();
        SERVICE.put(
                        made + "/artifacts/"
                                + URLEncoder.encode("file" + HOSTILE, StandardCharsets.UTF_8)
                                        .replace("+", "%20"),
                        facts.getBytes(StandardCharsets.UTF_8))
                .status(202);
        SERVICE.get(made + "/diagnosis?wait=60").status(200);
        SERVICE.post(made + "/messages", "{\"text\": \"why db.n-plus-one\"}");
        var found = "/cases/" + made.substring(made.lastIndexOf('/') + 1);
        var page = CHROMIUM.page(new Browser.NewContextOptions().setViewportSize(1280, 900));
        look(page, found, "thread" + HOSTILE, "Class" + HOSTILE, "/url" + HOSTILE, "table" + HOSTILE);
        look(page, found + "/plan", "table" + HOSTILE);
        look(page, found + "/evidence", "file" + HOSTILE);
        look(page, found + "/facts?of=jfr.", "thread" + HOSTILE, "Class" + HOSTILE);
        look(page, found + "/facts?of=load.", "/url" + HOSTILE);
        look(page, found + "/chat", "table" + HOSTILE);
    }

    private static void look(Page page, String path, String... shown) {
        page.navigate("http://127.0.0.1:" + SERVICE.port() + path);
        page.waitForSelector("h1");
        page.waitForSelector("body:not(:has([aria-busy]))");
        isInert(page, shown);
    }

    @Test
    void areTextInTheReport() throws IOException {
        var handedIn = Files.writeString(directory.resolve("facts.json"), facts);
        var result = new Advisor(List.of())
                .diagnose(new Problem("slow" + HOSTILE), List.of(new Given.OfPath(handedIn)), Progress.SILENT);
        var file = Files.writeString(
                directory.resolve("report.html"), Renderer.render(result, Format.HTML, Style.plain()));
        var page =
                CHROMIUM.page(new Browser.NewContextOptions().setOffline(true).setViewportSize(1280, 900));
        page.navigate(file.toUri().toString());
        page.waitForSelector("svg.flame.live");
        // What the script writes is text, too: of the call that is pointed at, and of those that are found.
        page.locator("svg.flame").first().focus();
        page.keyboard().press("ArrowDown");
        page.getByLabel("Find calls").first().fill("<img");
        assertThat(page.locator(".found").count()).isPositive();
        isInert(page, "slow" + HOSTILE, "thread" + HOSTILE, "Class" + HOSTILE, "/url" + HOSTILE, "table" + HOSTILE);
    }
}
