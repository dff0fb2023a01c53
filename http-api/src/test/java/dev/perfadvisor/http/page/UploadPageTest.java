package dev.perfadvisor.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.perfadvisor.http.RunningService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files on their way to the server: stopped, gone on with, broken off, given up. */
class UploadPageTest {

    private static final int PIECE = 4 * 1024 * 1024;
    private static final String PIECES = "**/uploads/*";

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @RegisterExtension
    static final RunningService SERVICE = new RunningService("advisor.analysis.isolated=false");

    @TempDir
    static Path directory = Path.of("");

    private static Path file = Path.of("");

    /** Three pieces that are no evidence, so that reading them is quick. */
    @BeforeAll
    static void file() throws IOException {
        var bytes = new byte[2 * PIECE + 1000];
        new Random(1).nextBytes(bytes);
        file = Files.write(directory.resolve("large.bin"), bytes);
    }

    private static Page evidenceOf(String caseHref) {
        var page = CHROMIUM.page(new Browser.NewContextOptions().setViewportSize(1280, 900));
        page.navigate("http://127.0.0.1:" + SERVICE.port() + "/cases/"
                + caseHref.substring(caseHref.lastIndexOf('/') + 1) + "/evidence");
        page.waitForSelector("section.evidence");
        return page;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name));
    }

    private static void waitUntilRead(Page page) {
        page.waitForSelector(".artifacts li.rejected");
        assertThat(page.locator(".uploads .upload").count()).isZero();
        assertThat(page.textContent(".artifacts")).contains("large.bin", "8.39 MB");
    }

    /** Answers the second piece of a file as told, and lets all others pass; where each piece began. */
    private static List<String> onSecondPiece(Page page, Consumer<Route> answer) {
        var offsets = new ArrayList<String>();
        page.route(PIECES, route -> {
            if (!route.request().method().equals("PATCH")) {
                route.resume();
                return;
            }
            offsets.add(route.request().headers().get("upload-offset"));
            if (offsets.size() == 2) {
                answer.accept(route);
            } else {
                route.resume();
            }
        });
        return offsets;
    }

    @Test
    void goesOnByItselfWhenTheConnectionBreaksOff() throws IOException, InterruptedException {
        var page = evidenceOf(SERVICE.newCase());
        var offsets = onSecondPiece(page, route -> route.abort("connectionreset"));
        page.setInputFiles("input[type=file]", file);
        waitUntilRead(page);
        assertThat(offsets).containsExactly("0", "" + PIECE, "" + PIECE, "" + 2 * PIECE);
    }

    @Test
    void isStoppedAndGoneOnWithWhereItWas() throws IOException, InterruptedException {
        var page = evidenceOf(SERVICE.newCase());
        // The piece stays on its way until it is stopped.
        var offsets = onSecondPiece(page, _ -> {});
        page.setInputFiles("input[type=file]", file);
        page.waitForSelector(".upload progress[value='" + PIECE + "']");
        button(page, "Stop: large.bin").click();
        assertThat(page.waitForSelector(".upload:not(.running) .detail").textContent())
                .isEqualTo("stopped");
        assertThat(Accessibility.findings(page)).isEmpty();
        button(page, "Go on: large.bin").click();
        waitUntilRead(page);
        assertThat(offsets).containsExactly("0", "" + PIECE, "" + PIECE, "" + 2 * PIECE);
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    /** The page has no file any more, but knows that there was one, and the server what came of it. */
    @Test
    void isGoneOnWithAfterAReloadWhenTheFileIsChosenAgain() throws IOException, InterruptedException {
        var page = evidenceOf(SERVICE.newCase());
        page.onDialog(dialog -> dialog.accept());
        var offsets = onSecondPiece(page, _ -> {});
        page.setInputFiles("input[type=file]", file);
        page.waitForSelector(".upload progress[value='" + PIECE + "']");
        page.reload();
        page.waitForCondition(() -> page.textContent(".upload.waiting")
                .contains("interrupted at 4.19 MB of 8.39 MB; choose the file again"));
        assertThat(Accessibility.findings(page)).isEmpty();
        page.setInputFiles("input[type=file]", file);
        waitUntilRead(page);
        assertThat(offsets).containsExactly("0", "" + PIECE, "" + PIECE, "" + 2 * PIECE);
        page.reload();
        page.waitForSelector(".artifacts li.rejected");
        assertThat(page.locator(".upload").count()).isZero();
    }

    @Test
    void tellsHowFarAPieceIs() throws IOException, InterruptedException {
        var page = evidenceOf(SERVICE.newCase());
        var slow = new JsonObject();
        slow.addProperty("offline", false);
        slow.addProperty("latency", 0);
        slow.addProperty("downloadThroughput", -1);
        slow.addProperty("uploadThroughput", PIECE / 4);
        page.context().newCDPSession(page).send("Network.emulateNetworkConditions", slow);
        page.setInputFiles("input[type=file]", file);
        page.waitForCondition(
                () -> ((Number) page.evaluate("document.querySelector('.upload progress').value")).intValue() > 0);
        assertThat(((Number) page.evaluate("document.querySelector('.upload progress').value")).intValue())
                .isLessThan(PIECE);
        assertThat(page.textContent(".upload .detail")).matches("[\\d.]+ [kM]B of 8\\.39 MB");
        button(page, "Give up sending large.bin").click();
        assertThat(page.locator(".upload").count()).isZero();
    }

    @Test
    void isStillThereInAnotherView() throws IOException, InterruptedException {
        var page = evidenceOf(SERVICE.newCase());
        onSecondPiece(page, _ -> {});
        page.setInputFiles("input[type=file]", file);
        page.waitForSelector(".upload progress[value='" + PIECE + "']");
        page.click("a.to-plan");
        page.waitForSelector("a.to-plan[aria-current]");
        page.click("a.to-evidence");
        assertThat(page.waitForSelector(".upload.running").textContent()).contains("large.bin", "4.19 MB of 8.39 MB");
    }

    @Test
    void nothingIsLeftOfOneThatIsGivenUp() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        var page = evidenceOf(href);
        onSecondPiece(page, _ -> {});
        page.setInputFiles("input[type=file]", file);
        page.waitForSelector(".upload progress[value='" + PIECE + "']");
        page.waitForResponse(
                response -> response.request().method().equals("DELETE"),
                () -> button(page, "Give up sending large.bin").click());
        page.waitForSelector(".evidence > p.state:not([hidden])");
        assertThat(page.locator(".upload").count()).isZero();
        assertThat(SERVICE.get(href + "/artifacts").json().path("artifacts").size())
                .isZero();
    }

    @Test
    void evidenceIsTakenOutAndTheCaseDeleted() throws IOException, InterruptedException {
        var page = evidenceOf(SERVICE.newCase());
        page.setInputFiles("input[type=file]", file);
        waitUntilRead(page);
        button(page, "Take out large.bin").click();
        page.waitForSelector(".evidence > p.state:not([hidden])");
        page.onDialog(dialog -> dialog.accept());
        button(page, "Delete this case and its evidence").click();
        page.waitForURL("**/cases");
        page.waitForSelector("h1");
        page.goBack();
        assertThat(page.waitForSelector("[role=alert]").textContent()).contains("Unknown case");
    }
}
