package dev.perfadvisor.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.perfadvisor.http.RunningService;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page of a server that asks for a key. */
class KeyPageTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @RegisterExtension
    static final RunningService SERVICE = new RunningService("advisor.analysis.isolated=false");

    private static String key = "";

    @BeforeAll
    static void askForKeys() throws IOException, InterruptedException {
        key = SERVICE.post("/api/v1/keys", "{\"owner\": \"browser\", \"scopes\": [\"read\", \"write\"]}")
                .status(201)
                .json()
                .path("key")
                .asString();
        SERVICE.stop();
        SERVICE.start("advisor.access.keys=true");
    }

    @Test
    void theKeyIsAskedForAndNothingSaidIsLost() throws IOException {
        var page = CHROMIUM.page(new Browser.NewContextOptions().setViewportSize(1280, 900));
        page.navigate("http://127.0.0.1:" + SERVICE.port() + "/");
        page.getByLabel("What is slow?").fill("the database is slow since the deploy");
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Diagnose"))
                .click();
        page.waitForSelector("#key");
        assertThat(page.textContent("form.key")).contains("asks for a key");
        assertThat(Accessibility.findings(page)).isEmpty();

        page.getByLabel("Key of this server").fill("wrong");
        page.waitForResponse(
                response -> response.status() == 401,
                () -> page.getByLabel("Key of this server").press("Enter"));
        page.waitForCondition(() -> page.inputValue("#key").isEmpty());
        assertThat(page.textContent("form.key")).contains("does not know that key", "advisor serve keys add NAME");
        page.getByLabel("Key of this server").fill(key);
        page.getByLabel("Key of this server").press("Enter");
        page.waitForSelector("#verdict");
        assertThat(page.textContent("h1")).isEqualTo("the database is slow since the deploy");

        page.reload();
        page.waitForSelector("#verdict");
    }

    @Test
    void everyViewAsks() {
        for (var path : new String[] {"/cases", "/compare", "/rules", "/rules/orm.n-plus-one", "/cases/none"}) {
            var page = CHROMIUM.page(new Browser.NewContextOptions().setViewportSize(390, 844));
            page.navigate("http://127.0.0.1:" + SERVICE.port() + path);
            assertThat(page.waitForSelector("[role=alert]").textContent())
                    .as(path)
                    .contains("Key of this server");
        }
    }
}
