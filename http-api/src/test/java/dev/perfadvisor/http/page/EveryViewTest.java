package dev.perfadvisor.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.perfadvisor.http.RunningService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every view, in all colours, on a desktop and on a phone, with a pointer and without. */
class EveryViewTest {

    private static final Path SAMPLE = Path.of("../samples/checkout");

    /** Where the focused element is in relation to the one before, and that there is something around it. */
    private static final String SEEN = """
            (() => {
              const now = document.activeElement, before = window.focusedBefore ?? document.getElementById("view");
              window.focusedBefore = now;
              (window.visited ??= new Set()).add(now);
              const style = getComputedStyle(now), box = now.getBoundingClientRect();
              if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 1) return "no outline";
              if (box.width === 0 || box.bottom < 0 || box.top > innerHeight) return "not on the screen";
              return before.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING ? "after" : "before";
            })()""";

    /** What takes keys, can be seen, and was not reached. */
    private static final String LEFT_OUT = """
            [...view.querySelectorAll('a[href], button, input, textarea, summary, [tabindex="0"]')]
              .filter(element => element.checkVisibility() && element.tabIndex >= 0 && !element.disabled)
              .filter(element => !window.visited.has(element)).map(element => element.outerHTML.slice(0, 300))""";

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @RegisterExtension
    static final RunningService SERVICE = new RunningService("advisor.analysis.isolated=false");

    private static String found = "";

    @BeforeAll
    static void diagnose() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        for (var name : new String[] {"app.jfr.zst", "postgres.csv.gz", "k6.ndjson.gz"}) {
            SERVICE.put(href + "/artifacts/" + name, Files.readAllBytes(SAMPLE.resolve(name)))
                    .status(202);
        }
        SERVICE.get(href + "/diagnosis?wait=60").status(200);
        SERVICE.post(href + "/messages", "{\"text\": \"Why is it slow?\"}");
        found = "/cases/" + href.substring(href.lastIndexOf('/') + 1);
    }

    private record Screen(int width, ColorScheme colours) {

        ColorScheme other() {
            return colours == ColorScheme.DARK ? ColorScheme.LIGHT : ColorScheme.DARK;
        }
    }

    private static Page page(Screen screen) {
        return CHROMIUM.page(new Browser.NewContextOptions()
                .setViewportSize(screen.width(), 900)
                .setColorScheme(screen.colours()));
    }

    private static String at(String path) {
        return "http://127.0.0.1:" + SERVICE.port() + path;
    }

    @Test
    void everyViewCanBeUsedByEverybodyOnEveryScreen() throws IOException {
        for (var screen : new Screen[] {new Screen(375, ColorScheme.DARK), new Screen(1280, ColorScheme.LIGHT)}) {
            var page = page(screen);
            for (var path : new String[] {
                "/",
                "/cases",
                "/compare",
                "/rules",
                "/rules/orm.n-plus-one",
                found,
                found + "/plan",
                found + "/evidence",
                found + "/facts?of=sql.log.",
                found + "/chat",
                "/cases/none"
            }) {
                page.navigate(at(path));
                page.waitForSelector("h1");
                page.waitForSelector("body:not(:has([aria-busy]))");
                assertThat(Accessibility.findings(page))
                        .as("%s %s", path, screen)
                        .isEmpty();
                // The other colours of the same page.
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(screen.other()));
                assertThat(Accessibility.findings(page))
                        .as("%s %s", path, screen.other())
                        .isEmpty();
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(screen.colours()));
                assertThat(page.evaluate("document.documentElement.scrollWidth"))
                        .as("%s %s", path, screen)
                        .isEqualTo(screen.width());
            }
        }
    }

    /** Everything that takes keys is reached by Tab, in the order of the page, and can be seen when it is. */
    @Test
    void focusGoesThroughAViewAndIsSeen() {
        var page = page(new Screen(1280, ColorScheme.LIGHT));
        page.navigate(at(found));
        page.waitForSelector("svg.flame.live");
        page.keyboard().press("Tab");
        assertThat(page.textContent(":focus")).isEqualTo("Skip to the content");
        assertThat(page.evaluate("document.activeElement.getBoundingClientRect().width > 100"))
                .isEqualTo(true);
        page.keyboard().press("Enter");
        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("view");
        page.keyboard().press("Tab");
        while (Boolean.TRUE.equals(page.evaluate("view.contains(document.activeElement)"))) {
            assertThat(page.evaluate(SEEN))
                    .as("%s", page.evaluate("document.activeElement.outerHTML.slice(0, 300)"))
                    .isEqualTo("after");
            page.keyboard().press("Tab");
        }
        assertThat(page.evaluate(LEFT_OUT)).isEqualTo(List.of());
    }
}
