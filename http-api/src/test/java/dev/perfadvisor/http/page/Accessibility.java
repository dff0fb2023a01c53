package dev.perfadvisor.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.perfadvisor.http.RunningService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Looks for what keeps people from using a page, by the rules of axe. */
final class Accessibility {

    private static final String RUN = """
            async () => {
              const found = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] });
              return found.violations
                .filter(violation => ["serious", "critical"].includes(violation.impact))
                .map(violation => violation.id + ": " + violation.nodes.slice(0, 3).map(node => node.html).join(" | "));
            }""";

    private Accessibility() {}

    /** Serious findings, none when all is well. */
    static List<?> findings(Page page) throws IOException {
        page.evaluate(new String(RunningService.resource("/axe.min.js"), StandardCharsets.UTF_8) + "\n;0");
        var found = page.evaluate(RUN);
        assertThat(found).isInstanceOf(List.class);
        return (List<?>) found;
    }
}
