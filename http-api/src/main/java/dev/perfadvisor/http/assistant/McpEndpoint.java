package dev.perfadvisor.http.assistant;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.conversation.Turn;
import dev.perfadvisor.engine.mcp.AdvisorMcp;
import dev.perfadvisor.engine.mcp.McpCases;
import dev.perfadvisor.engine.store.jdbc.ServedCases;
import dev.perfadvisor.http.access.Caller;
import dev.perfadvisor.http.cases.CaseDesk;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** {@code /mcp}: the tools over streamable HTTP, about the cases of the caller. */
@Configuration(proxyBeanMethods = false)
class McpEndpoint {

    private static final String PATH = "/mcp";
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

    @Bean
    HttpServletStreamableServerTransportProvider mcpTransport() {
        return HttpServletStreamableServerTransportProvider.builder()
                .jsonMapper(new JacksonMcpJsonMapper(new JsonMapper()))
                .mcpEndpoint(PATH)
                .keepAliveInterval(KEEP_ALIVE)
                .contextExtractor(request -> request.getAttribute(Caller.class.getName()) instanceof Caller caller
                        ? McpTransportContext.create(Map.of(McpCases.OWNER, caller.owner()))
                        : McpTransportContext.EMPTY)
                .build();
    }

    @Bean(destroyMethod = "closeGracefully")
    McpSyncServer mcpServer(
            HttpServletStreamableServerTransportProvider transport, Advisor advisor, ServedCases cases, CaseDesk desk) {
        return new AdvisorMcp(advisor, new OwnCases(advisor, cases, desk))
                .on(McpServer.sync(transport))
                .build();
    }

    @Bean
    ServletRegistrationBean<HttpServletStreamableServerTransportProvider> mcpServlet(
            HttpServletStreamableServerTransportProvider transport) {
        var servlet = new ServletRegistrationBean<>(transport, PATH);
        servlet.setAsyncSupported(true);
        return servlet;
    }

    /** Cases that are kept, of the one who asks. */
    private record OwnCases(Advisor advisor, ServedCases cases, CaseDesk desk) implements McpCases {

        @Override
        public Optional<Turn> find(String owner, String id) {
            return cases.find(owner, id).map(kept -> advisor.dialogue().again(desk.open(kept)));
        }

        @Override
        public boolean areNamed() {
            return true;
        }

        @Override
        public Optional<Turn> diagnose(String problem, List<String> files) {
            return Optional.empty();
        }
    }
}
