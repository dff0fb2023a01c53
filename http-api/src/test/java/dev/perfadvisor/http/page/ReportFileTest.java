package dev.perfadvisor.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Problem;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.engine.render.Style;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A report as somebody gets it: one file, opened from disk, without a network. */
class ReportFileTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @TempDir
    static Path directory = Path.of("");

    private static Path file = Path.of("");

    @BeforeAll
    static void report() throws IOException {
        var result = new Advisor(List.of())
                .diagnose(
                        new Problem("API responses are slow"),
                        List.of(new Given.OfPath(Path.of("../samples/checkout"))),
                        Progress.SILENT);
        file = Files.writeString(directory.resolve("report.html"), Renderer.render(result, Format.HTML, Style.plain()));
    }

    private static Browser.NewContextOptions offline() {
        return new Browser.NewContextOptions().setOffline(true).setViewportSize(1280, 900);
    }

    @Test
    void needsNothingElse() throws IOException {
        assertThat(Files.size(file)).isLessThan(1_000_000);
        for (var colours : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            var page = CHROMIUM.page(offline().setColorScheme(colours));
            page.navigate(file.toUri().toString());
            assertThat(page.textContent("#verdict")).contains("N+1");
            assertThat(Accessibility.findings(page)).isEmpty();
        }
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    /** Verdict, cause, gain and what to do first, before anybody scrolls. */
    @Test
    void theFirstScreenIsTheAnswer() {
        for (var screen : new int[][] {{1280, 900}, {390, 844}}) {
            var page = CHROMIUM.page(offline().setViewportSize(screen[0], screen[1]));
            page.navigate(file.toUri().toString());
            var answer = page.locator("#verdict");
            assertThat(answer.textContent())
                    .contains("Problem found", "One query per row (N+1)", "Gain", "times faster", "Change first");
            var box = answer.boundingBox();
            assertThat(box.y + box.height).isLessThan(screen[1]);
        }
    }

    @Test
    void isReadWithoutScripts() {
        var page = CHROMIUM.page(offline().setJavaScriptEnabled(false));
        page.navigate(file.toUri().toString());
        assertThat(page.isVisible("figure#timeline svg")).isTrue();
        assertThat(page.isVisible("figure#flame-cpu svg")).isTrue();
        page.click("#evidence ~ details > summary");
        assertThat(page.isVisible("#evidence ~ details table")).isTrue();
    }

    @Test
    void everyLinkInItGoesSomewhere() {
        var page = CHROMIUM.page(offline());
        page.navigate(file.toUri().toString());
        assertThat(page.evaluate("[...document.querySelectorAll('a')].filter(a =>"
                        + " !document.getElementById(a.hash.slice(1))).map(a => a.href)"))
                .isEqualTo(List.of());
        assertThat(page.evaluate("(() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id);"
                        + " return ids.length - new Set(ids).size; })()"))
                .isEqualTo(0);
    }

    @Test
    void everythingInItCanBeLinkedTo() {
        var page = CHROMIUM.page(offline());
        page.navigate(file.toUri().toString());
        assertThat(page.evaluate(
                        "[...document.querySelectorAll('main :is(h2, h3, p, pre, ul.labels, .items > li, details,"
                                + " .table, tbody tr, .verdict), main figure')].filter(e => !e.id && !e.parentElement.closest("
                                + "'figure, .verdict')).map(e => e.outerHTML.slice(0, 200))"))
                .isEqualTo(List.of());
    }

    @Test
    void isPrintedInFull() throws IOException {
        // Paper is light, whatever the screen is.
        var page = CHROMIUM.page(offline().setColorScheme(ColorScheme.DARK).setViewportSize(700, 1000));
        page.navigate(file.toUri().toString());
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.isVisible("[id='undecided-cache.stampede']")).isTrue();
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(700);
        assertThat(page.pdf()).startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aCallOfAFlameGraphCanBeLookedAtAlone() {
        var page = CHROMIUM.page(offline());
        page.navigate(file.toUri().toString());
        var call = page.locator("svg.flame").first().locator("g rect").nth(1);
        var before = Double.parseDouble(call.getAttribute("width"));
        call.click();
        assertThat(Double.parseDouble(call.getAttribute("width")))
                .isGreaterThan(before)
                .isBetween(999.0, 1000.0);
        call.click();
        assertThat(Double.parseDouble(call.getAttribute("width"))).isBetween(before - 0.1, before + 0.1);
    }

    @Test
    void keysGoFromCallToCall() {
        var page = CHROMIUM.page(offline());
        page.navigate(file.toUri().toString());
        var flame = page.locator("svg.flame").first();
        flame.focus();
        var told = new LinkedHashSet<String>();
        for (var key : List.of("ArrowDown", "ArrowDown", "ArrowDown", "ArrowRight", "ArrowLeft")) {
            page.keyboard().press(key);
            told.add(page.locator("figure.chart .wide + .detail").first().textContent());
        }
        // Every call is told with its share; the last is the one that was left to the right.
        assertThat(told).hasSizeBetween(3, 4).allMatch(text -> text.matches(".+: [\\d.]+ %, .+"));
        var call = flame.locator("g.at rect");
        var width = call.getAttribute("width");
        page.keyboard().press("Enter");
        assertThat(Double.parseDouble(call.getAttribute("width"))).isBetween(999.0, 1000.0);
        page.keyboard().press("Escape");
        assertThat(Double.parseDouble(call.getAttribute("width")))
                .isBetween(Double.parseDouble(width), Double.parseDouble(width) + 0.6);
    }

    /** Those who can not see a picture hear what it is, and find its figures in a table. */
    @Test
    void everyPictureHasANameAndFigures() {
        var page = CHROMIUM.page(offline());
        page.navigate(file.toUri().toString());
        assertThat(page.evaluate("[...document.querySelectorAll('svg[role]')].map(svg => svg.getAttribute('aria-label')"
                        + " ?? document.getElementById(svg.getAttribute('aria-labelledby')).textContent)"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("Where CPU time goes", "How long requests take", "All evidence on one axis")
                .doesNotContain("Chart", "")
                .doesNotHaveDuplicates();
        assertThat(page.locator("figure:has(svg[role])").count())
                .isEqualTo(page.locator("figure:has(svg[role]) .figures tr:nth-child(2)")
                        .count());
        assertThat(page.evaluate("[...document.querySelectorAll('[aria-describedby]')].filter(element =>"
                        + " !document.getElementById(element.getAttribute('aria-describedby'))).length"))
                .isEqualTo(0);
    }

    @Test
    void fitsAPhone() {
        var page = CHROMIUM.page(offline().setViewportSize(390, 844));
        page.navigate(file.toUri().toString());
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    }

    @Test
    void theTimelineCanBeReadOffByPointerAndKeys() {
        var page = CHROMIUM.page(offline());
        page.navigate(file.toUri().toString());
        var requests = page.locator("svg.timeline [data-at]").first();
        var most = requests.textContent();
        page.locator("svg.timeline").focus();
        page.keyboard().press("ArrowRight");
        assertThat(page.locator(".cursor-time").textContent()).matches("\\d\\d:\\d\\d:\\d\\d");
        assertThat(requests.textContent()).isEqualTo("unknown");
        page.keyboard().press("Escape");
        assertThat(requests.textContent()).isEqualTo(most);
        page.locator("svg.timeline").hover();
        assertThat(requests.textContent()).endsWith("per second");
    }

    @Test
    void callsAreFoundByTheirNames() {
        var page = CHROMIUM.page(offline());
        page.navigate(file.toUri().toString());
        page.getByLabel("Find calls").first().fill("jetty");
        assertThat(page.locator("svg.flame").first().locator(".found").count()).isGreaterThan(3);
        assertThat(page.locator(".flame-tools [role=status]").first().textContent())
                .containsPattern("\\d+ found, [\\d.]+ % of the width");
        page.getByLabel("Find calls").first().fill("");
        assertThat(page.locator(".found").count()).isZero();
    }

    @Test
    void onAPhoneARowIsACard() throws IOException {
        var page = CHROMIUM.page(offline().setViewportSize(390, 844));
        page.navigate(file.toUri().toString());
        // Nothing of a table is beyond the edge.
        assertThat(page.evaluate(
                        "[...document.querySelectorAll('.table')].filter(t => t.scrollWidth > t.clientWidth + 1)"
                                + ".map(t => t.getAttribute('aria-label'))"))
                .isEqualTo(List.of());
        assertThat(page.evaluate(
                        "getComputedStyle(document.querySelector('[id^=profile-sql] td.right'), '::before').content"))
                .isIn("\"#\" \" \"", "\"# \"");
        assertThat(Accessibility.findings(page)).isEmpty();
    }
}
