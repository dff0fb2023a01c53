package dev.perfadvisor.http;

import dev.perfadvisor.engine.Advisor;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The parts of the server. */
@SpringBootApplication(proxyBeanMethods = false)
class HttpApi {

    @Bean
    Advisor advisor() {
        return new Advisor(List.of());
    }

    @Bean
    RenderedConverter renderedConverter() {
        return new RenderedConverter();
    }

    /** Reports quote evidence: nothing in them may load, run, or be framed. Their style is inside the page. */
    @Bean
    Filter securityHeaders() {
        return (request, response, chain) -> {
            if (response instanceof HttpServletResponse http) {
                http.setHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
                                + " frame-ancestors 'none'");
                http.setHeader("X-Content-Type-Options", "nosniff");
                http.setHeader("Referrer-Policy", "no-referrer");
                http.setHeader("Cache-Control", "no-store");
            }
            chain.doFilter(request, response);
        };
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Performance Advisor")
                        .version("v1")
                        .description("Says why a system is slow, and what to do about it."));
    }
}
