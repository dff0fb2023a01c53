package dev.perfadvisor.http;

import dev.perfadvisor.engine.render.HtmlAssets;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The page for the browser: one document for every view, which finds out from its address what to show. */
@Hidden
@RestController
public class WebPage {

    /** What the page may do: use its own modules and styles, and talk to this server. */
    private static final String PAGE = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Reports quote evidence: nothing in them may load, run, or be framed, but their own style and script. */
    private static final String REPORT = HtmlAssets.policy() + "; frame-ancestors 'none'";

    /** Nothing in them that a server could take for a step up, as all of these are open to everybody. */
    private static final Pattern VIEW =
            Pattern.compile("/|/(cases|compare|rules)(/[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*){0,2}");

    private static final Pattern ASSET = Pattern.compile("/assets/[a-z]+\\.(css|js|svg)");

    private final String document;

    WebPage() throws IOException {
        document = new ClassPathResource("static/index.html").getContentAsString(StandardCharsets.UTF_8);
    }

    @GetMapping(
            path = {"/", "/cases", "/cases/{id}", "/cases/{id}/{part}", "/compare", "/rules", "/rules/{id}"},
            produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
    String page(HttpServletRequest request) {
        // The address that was connected to, not the Host header, which anybody can write.
        var address = request.getLocalAddr();
        var host = address.contains(":") ? "[" + address + "]" : address;
        return document.replace("ORIGIN", "http://" + host + ":" + request.getLocalPort());
    }

    /** Reports and the page look the same. */
    @GetMapping(path = "/assets/report.css", produces = "text/css;charset=UTF-8")
    String style() {
        return HtmlAssets.css();
    }

    @GetMapping(path = "/assets/report.js", produces = "text/javascript;charset=UTF-8")
    String script() {
        return HtmlAssets.script();
    }

    /** The policy for what is at an address. */
    static String policy(HttpServletRequest request) {
        return isPage(request.getRequestURI()) ? PAGE : REPORT;
    }

    private static boolean isPage(String path) {
        return VIEW.matcher(path).matches();
    }

    /** Whether an address is the page itself, which holds nothing of anybody's. */
    public static boolean isOpen(String path) {
        return isPage(path) || ASSET.matcher(path).matches();
    }
}
