package dev.perfadvisor.http.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The Chromium of this machine, driven from outside; without one the tests that want it are skipped. */
final class Chromium implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    /** A machine that builds has other things to do, too. */
    private static final double PATIENCE = 120_000;

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");

    private final List<String> complaints = new ArrayList<>();
    private final List<Page> pages = new ArrayList<>();
    private @Nullable Playwright playwright;
    private @Nullable Browser browser;

    private static Optional<Path> program() {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return NAMES.stream()
                .flatMap(name -> Stream.of(path.split(":", -1)).map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public void beforeAll(ExtensionContext test) {
        var program = program();
        assumeTrue(program.isPresent(), "there is no Chromium on this machine; .ci/run installs it");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program.get())
                        .setTimeout(PATIENCE)
                        // Its sandbox wants a user who is not root, and only pages of these tests are opened.
                        .setArgs(List.of("--no-sandbox", "--disable-gpu")));
    }

    @Override
    public void afterEach(ExtensionContext test) {
        pages.forEach(Chromium::close);
        pages.clear();
        complaints.clear();
    }

    private static void close(Page page) {
        try {
            page.context().close();
        } catch (PlaywrightException e) {
            // A test may answer in the place of the server, and a request was under way: the page is closed all the
            // same.
            if (!String.valueOf(e.getMessage()).contains("closed")) {
                throw e;
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext test) {
        if (playwright != null) {
            playwright.close();
        }
    }

    /** An empty page that nothing is remembered from. */
    Page page(Browser.NewContextOptions options) {
        if (browser == null) {
            throw new IllegalStateException("not started");
        }
        var page = browser.newContext(options).newPage();
        page.setDefaultTimeout(PATIENCE);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        pages.add(page);
        return page;
    }

    /** Errors of all pages of the test: of scripts, and of what they were not allowed to do. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }
}
