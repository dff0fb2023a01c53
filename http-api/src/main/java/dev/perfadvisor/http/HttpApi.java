package dev.perfadvisor.http;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.UnusableRulesException;
import dev.perfadvisor.http.settings.Settings;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** The parts of the server. */
@SpringBootApplication(proxyBeanMethods = false)
class HttpApi {

    @Bean
    Advisor advisor(Settings settings) {
        try {
            return new Advisor(settings.rules().packs());
        } catch (UnusableRulesException e) {
            throw new RefusedException("The rules of advisor.rules.packs can not be used:\n" + e.getMessage());
        }
    }

    @Bean
    RenderedConverter renderedConverter() {
        return new RenderedConverter();
    }

    /** Nothing may load, run, or be framed but what its policy names; also of what is refused before anybody looks at it. */
    @Bean
    FilterRegistrationBean<Filter> securityHeaders() {
        var registration = new FilterRegistrationBean<Filter>((request, response, chain) -> {
            if (request instanceof HttpServletRequest asked && response instanceof HttpServletResponse http) {
                http.setHeader("Content-Security-Policy", WebPage.policy(asked));
                http.setHeader("X-Content-Type-Options", "nosniff");
                http.setHeader("Referrer-Policy", "no-referrer");
                http.setHeader("Cache-Control", "no-store");
            }
            chain.doFilter(request, response);
        });
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
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
