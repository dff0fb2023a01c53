package dev.perfadvisor.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.perfadvisor.http.RunningService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files that are dragged into the page: single ones, several, and whole folders with good and bad ones in them. */
class DropTest {

    private static final Path SAMPLE = Path.of("../samples/checkout");

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @RegisterExtension
    static final RunningService SERVICE = new RunningService("advisor.analysis.isolated=false");

    @TempDir
    static Path directory = Path.of("");

    private static Path folder = Path.of("");

    /** A load test, half a log, noise, nothing, and what a desktop leaves behind. */
    @BeforeAll
    static void folder() throws IOException {
        folder = Files.createDirectories(directory.resolve("incident"));
        var inner = Files.createDirectories(folder.resolve("database"));
        Files.copy(SAMPLE.resolve("k6.ndjson.gz"), folder.resolve("k6.ndjson.gz"));
        var log = Files.readAllBytes(SAMPLE.resolve("postgres.csv.gz"));
        Files.write(inner.resolve("half.csv.gz"), Arrays.copyOf(log, log.length / 2));
        var noise = new byte[5000];
        new Random(1).nextBytes(noise);
        Files.write(inner.resolve("noise.bin"), noise);
        Files.write(folder.resolve("empty.log"), new byte[0]);
        Files.writeString(folder.resolve(".hidden"), "left behind");
    }

    private static Page start() {
        var page = CHROMIUM.page(new Browser.NewContextOptions().setViewportSize(1280, 900));
        page.navigate("http://127.0.0.1:" + SERVICE.port() + "/");
        page.waitForSelector(".drop");
        return page;
    }

    /** As a desktop does it: the browser itself gets the paths. */
    private static void drop(Page page, int x, int y, Path... paths) {
        var files = new JsonArray();
        for (var path : paths) {
            files.add(path.toAbsolutePath().toString());
        }
        var data = new JsonObject();
        data.add("items", new JsonArray());
        data.add("files", files);
        data.addProperty("dragOperationsMask", 1);
        var session = page.context().newCDPSession(page);
        for (var type : List.of("dragEnter", "dragOver", "drop")) {
            var event = new JsonObject();
            event.addProperty("type", type);
            event.addProperty("x", x);
            event.addProperty("y", y);
            event.add("data", data);
            session.send("Input.dispatchDragEvent", event);
            if (type.equals("dragOver")) {
                // It shows where the files would go.
                page.waitForCondition(
                        () -> y < 100 || page.locator(".drop.over").count() == 1);
            }
        }
    }

    private static void dropOnZone(Page page, Path... paths) {
        var box = Objects.requireNonNull(page.locator(".drop").boundingBox());
        drop(page, (int) (box.x + box.width / 2), (int) (box.y + box.height / 2), paths);
    }

    @Test
    void aFolderOfGoodAndBadIsDiagnosedByWhatIsGood() throws IOException {
        var page = start();
        dropOnZone(page, folder);
        page.waitForCondition(() -> page.locator(".chosen li").count() == 4);
        assertThat(page.locator(".drop.over").count()).isZero();
        assertThat(page.textContent(".chosen"))
                .contains("k6.ndjson.gz", "half.csv.gz", "noise.bin", "empty.log")
                .doesNotContain(".hidden");
        assertThat(Accessibility.findings(page)).isEmpty();
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Diagnose"))
                .click();
        page.waitForSelector("#evidence");
        assertThat(page.textContent("#view")).contains("One file could not be read", "noise.bin");

        page.click("a.to-evidence");
        page.waitForSelector(".artifacts li.complete");
        assertThat(page.textContent(".artifacts li.complete")).contains("k6.ndjson.gz");
        assertThat(page.textContent(".artifacts li.partial")).contains("half.csv.gz");
        assertThat(page.textContent(".artifacts li.rejected")).contains("noise.bin");
        assertThat(page.textContent(".uploads")).contains("empty.log", "is empty, and was not sent");
        assertThat(Accessibility.findings(page)).isEmpty();
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    @Test
    void severalFilesComeTogetherAndOneByOne() {
        var page = start();
        dropOnZone(page, SAMPLE.resolve("k6.ndjson.gz"), SAMPLE.resolve("postgres.csv.gz"));
        page.waitForCondition(() -> page.locator(".chosen li").count() == 2);
        dropOnZone(page, SAMPLE.resolve("app.jfr.zst"));
        page.waitForCondition(() -> page.locator(".chosen li").count() == 3);
        page.getByLabel("Leave out postgres.csv.gz").click();
        assertThat(page.locator(".chosen .file").allTextContents()).containsExactly("k6.ndjson.gz", "app.jfr.zst");
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    /** Programs hand over files that are nowhere on a disk, such as attachments of mails. */
    @Test
    void filesOfAnotherProgramAreTakenToo() {
        var page = start();
        var transfer = page.evaluateHandle("""
                () => {
                  const transfer = new DataTransfer();
                  transfer.items.add(new File(["p50 12 ms"], "mail.txt"));
                  transfer.items.add("not a file", "text/plain");
                  return transfer;
                }""");
        page.dispatchEvent(".drop", "drop", Map.of("dataTransfer", transfer));
        page.waitForCondition(() -> page.locator(".chosen li").count() == 1);
        assertThat(page.textContent(".chosen")).contains("mail.txt", "9 B");
    }

    @Test
    void nothingIsLostWhenTheyFallBeside() {
        var page = start();
        page.getByLabel("What is slow?").fill("checkout");
        drop(page, 640, 20, SAMPLE.resolve("k6.ndjson.gz"));
        assertThat(page.inputValue("#problem")).isEqualTo("checkout");
        assertThat(page.locator(".chosen li").count()).isZero();

        var empty = directory.resolve("nothing");
        assertThat(empty.toFile().mkdir()).isTrue();
        dropOnZone(page, empty);
        assertThat(page.waitForSelector("[role=alert]:visible").textContent()).isEqualTo("There was no file in it.");
    }
}
