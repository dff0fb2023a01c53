package dev.perfadvisor.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page and a report on the processor of a phone of some years ago. Times are told, not judged, as they are those of the machine
 * that runs the tests, too; what is judged is what they grow with.
 */
class SlowProcessorTest {

    private static final int MOST_BYTES = 300_000;
    private static final List<Integer> SLOWDOWNS = List.of(1, 4, 6);

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @RegisterExtension
    static final RunningService SERVICE = new RunningService("advisor.analysis.isolated=false");

    @TempDir
    static Path directory = Path.of("");

    /** Milliseconds from the start of a page to the end of its last long task, and the longest of them. */
    private static final String FIGURES = """
            new Promise(done => {
              const tasks = [];
              new PerformanceObserver(list => tasks.push(...list.getEntries())).observe({ type: "longtask", buffered: true });
              setTimeout(() => {
                const loaded = performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd;
                const quiet = Math.max(loaded, ...tasks.map(task => task.startTime + task.duration));
                const longest = Math.max(0, ...tasks.map(task => task.duration));
                done(`interactive after ${Math.round(quiet)} ms, longest task ${Math.round(longest)} ms`);
              }, 1000);
            })""";

    private static Page slow(int times) {
        var page = CHROMIUM.page(new Browser.NewContextOptions().setViewportSize(390, 844));
        var slow = new JsonObject();
        slow.addProperty("rate", times);
        page.context().newCDPSession(page).send("Emulation.setCPUThrottlingRate", slow);
        return page;
    }

    private static void tell(String what, int times, Page page) {
        System.out.printf("%s, processor %d times slower: %s%n", what, times, page.evaluate(FIGURES));
    }

    @Test
    void thePageIsNotHeldUp() {
        for (int times : SLOWDOWNS) {
            var bytes = new AtomicLong();
            var page = slow(times);
            page.onResponse(response -> bytes.addAndGet(response.body().length));
            page.navigate("http://127.0.0.1:" + SERVICE.port() + "/");
            page.getByLabel("What is slow?").fill("slow");
            assertThat(page.isEnabled("button.primary")).isTrue();
            tell("page", times, page);
            assertThat(bytes.get()).isPositive().isLessThan(MOST_BYTES);
            // Work at the start grows with the elements that are made; a few dozen are at once.
            assertThat(page.locator("*").count()).isLessThan(100);
        }
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    @Test
    void aReportIsReadAtOnce() throws IOException {
        var result = new Advisor(List.of())
                .diagnose(
                        new Problem("API responses are slow"),
                        List.of(new Given.OfPath(Path.of("../samples/checkout"))),
                        Progress.SILENT);
        var html = Renderer.render(result, Format.HTML, Style.plain());
        var file = Files.writeString(directory.resolve("report.html"), html);
        assertThat(html.length()).isLessThan(MOST_BYTES);
        for (int times : SLOWDOWNS) {
            var page = slow(times);
            page.navigate(file.toUri().toString());
            page.waitForSelector("svg.flame.live");
            tell("report", times, page);
            // A few calls of a flame graph are an element each; that is what there can be many of.
            assertThat(page.locator("*").count()).isLessThan(8000);
        }
        assertThat(CHROMIUM.complaints()).isEmpty();
    }
}
