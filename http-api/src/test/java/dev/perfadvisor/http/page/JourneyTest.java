package dev.perfadvisor.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.perfadvisor.http.RunningService;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** All that somebody does with the page, in one go: by keys alone, and by fingers on a phone. */
class JourneyTest {

    private static final Path SAMPLE = Path.of("../samples/checkout");
    private static final int MOST_STOPS = 400;

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @RegisterExtension
    static final RunningService SERVICE = new RunningService("advisor.analysis.isolated=false");

    /** What somebody has to use the page with. */
    private sealed interface Hand {

        Page page();

        void use(Locator element);

        void goTo(Locator field);
    }

    private record Keys(Page page) implements Hand {

        @Override
        public void use(Locator element) {
            goTo(element);
            page.keyboard().press("Enter");
        }

        @Override
        public void goTo(Locator field) {
            for (int stop = 0; stop < MOST_STOPS; stop++) {
                if (Boolean.TRUE.equals(field.evaluate("element => element === document.activeElement"))) {
                    return;
                }
                page.keyboard().press("Tab");
            }
            throw new AssertionError("Tab does not lead to " + field);
        }
    }

    private record Fingers(Page page) implements Hand {

        @Override
        public void use(Locator element) {
            element.tap();
        }

        @Override
        public void goTo(Locator field) {
            field.tap();
        }
    }

    @Test
    void isMadeByKeys() {
        journey(new Keys(CHROMIUM.page(new Browser.NewContextOptions().setViewportSize(1280, 900))), "release by keys");
    }

    @Test
    void isMadeOnAPhone() {
        var phone = new Browser.NewContextOptions()
                .setViewportSize(375, 812)
                .setIsMobile(true)
                .setHasTouch(true)
                .setDeviceScaleFactor(2);
        journey(new Fingers(CHROMIUM.page(phone)), "release on a phone");
    }

    private static void journey(Hand hand, String baseline) {
        var page = hand.page();
        page.navigate("http://127.0.0.1:" + SERVICE.port() + "/");
        hand.goTo(page.getByLabel("What is slow?"));
        page.keyboard().type("API responses are slow since the deploy");
        var chooser = page.waitForFileChooser(() -> hand.use(page.locator("button.drop")));
        chooser.setFiles(new Path[] {
            SAMPLE.resolve("app.jfr.zst"), SAMPLE.resolve("postgres.csv.gz"), SAMPLE.resolve("k6.ndjson.gz")
        });
        hand.use(button(page, "Diagnose"));
        page.waitForSelector("#evidence");
        var report = page.url();
        assertThat(page.textContent("#verdict")).contains("N+1");

        ask(hand);
        var download = page.waitForDownload(() -> hand.use(button(page, "report")));
        assertThat(download.suggestedFilename()).isEqualTo("report.html");

        hand.use(page.locator("a.to-plan"));
        page.waitForSelector("section.plan");
        var open = page.locator("section.plan details[open]");
        int before = open.count();
        hand.use(page.locator("section.plan details:not([open]) > summary").last());
        assertThat(open.count()).isEqualTo(before + 1);
        page.goBack();
        page.waitForSelector("#verdict");

        keepAndCompare(hand, baseline);
        page.navigate(report);
        page.waitForSelector("#verdict");

        hand.use(page.locator(".top a[href='/rules']"));
        page.waitForSelector(".rules a");
        hand.goTo(page.getByLabel("Rules with these words"));
        page.keyboard().type("again within one request");
        hand.use(page.locator(".rules a").first());
        page.waitForSelector("#view .report h2");
        assertThat(page.textContent("h1")).isEqualTo("The same statement again and again within one request");
        page.goBack();
        assertThat(page.inputValue("#filter")).isEqualTo("again within one request");
        page.goBack();
        page.waitForSelector("#verdict");
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    /** The conversation is beside the report where there is room for both. */
    private static void ask(Hand hand) {
        var page = hand.page();
        var conversation = page.locator("a.to-chat");
        if (conversation.isVisible()) {
            hand.use(conversation);
        }
        hand.goTo(page.getByLabel("Ask about this case"));
        page.keyboard().type("why db.n-plus-one");
        hand.use(button(page, "Send"));
        var citation = page.locator("aside li.advisor:last-child a.citation").first();
        citation.waitFor();
        hand.use(citation);
        page.waitForSelector(".report :target");
        assertThat(page.evaluate("document.querySelector(':target').getBoundingClientRect().top"))
                .asInstanceOf(InstanceOfAssertFactories.DOUBLE)
                .isBetween(-1.0, 900.0);
    }

    private static void keepAndCompare(Hand hand, String baseline) {
        var page = hand.page();
        hand.use(page.getByText("Save as baseline, or compare"));
        page.waitForSelector("fieldset");
        hand.goTo(page.getByLabel("Name"));
        page.keyboard().type(baseline);
        hand.use(button(page, "Keep as baseline"));
        hand.use(page.getByText("Hold another run against it"));
        page.waitForSelector("#baseline");
        assertThat(page.inputValue("#baseline")).isEqualTo("baseline:" + baseline);
        var run = page.locator("fieldset:visible input[type=checkbox]").first();
        hand.goTo(run);
        if (!run.isChecked()) {
            page.keyboard().press("Space");
        }
        hand.use(button(page, "Compare"));
        page.waitForSelector("#verdict");
        assertThat(page.textContent(".report")).contains("p50");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }
}
