package dev.perfadvisor.http;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /}: for whoever opens the address in a browser. */
@Hidden
@RestController
class FrontPage {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Performance Advisor</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 3rem auto; padding: 0 1rem; }
            pre { background: #f3f3f3; color: #111; padding: .8rem; overflow-x: auto; }
            </style>
            </head>
            <body>
            <h1>Performance Advisor</h1>
            <p>Says why a system is slow, and what to do about it, from JFR recordings, slow query logs and load-test
            results, or from your words alone. Hand evidence in:</p>
            <pre>curl -F files=@app.jfr -F files=@slow.log -F problem="checkout takes 2 s" ORIGIN/api/v1/diagnoses</pre>
            <p>It answers in JSON; add <code>-H "Accept: text/html"</code> or <code>-H "Accept: text/markdown"</code> for a
            report.</p>
            <ul>
            <li><a href="/api/v1/rules">Rules</a></li>
            <li><a href="/v3/api-docs">API description (OpenAPI)</a></li>
            <li><a href="/actuator/health">Health</a></li>
            </ul>
            </body>
            </html>
            """;

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
    String page(HttpServletRequest request) {
        // The address that was connected to, not the Host header, which anybody can write.
        var address = request.getLocalAddr();
        var host = address.contains(":") ? "[" + address + "]" : address;
        return PAGE.replace("ORIGIN", "http://" + host + ":" + request.getLocalPort());
    }
}
