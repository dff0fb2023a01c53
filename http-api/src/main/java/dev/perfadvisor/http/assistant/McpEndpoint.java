package dev.perfadvisor.http.assistant;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.assistant.grounding.RunSource;
import dev.perfadvisor.engine.conversation.Turn;
import dev.perfadvisor.engine.mcp.AdvisorMcp;
import dev.perfadvisor.engine.mcp.McpCases;
import dev.perfadvisor.engine.store.jdbc.ServedCases;
import dev.perfadvisor.http.access.Caller;
import dev.perfadvisor.http.cases.CaseDesk;
import dev.perfadvisor.http.runs.ServedRuns;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStatelessServerTransport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code /mcp}: the tools over streamable HTTP, about the cases of the caller. There is no session, so that clients that just
 * leave cost nothing, and one instance goes on where another one stopped.
 */
@Configuration(proxyBeanMethods = false)
class McpEndpoint {

    private static final String PATH = "/mcp";

    @Bean
    HttpServletStatelessServerTransport mcpTransport() {
        return HttpServletStatelessServerTransport.builder()
                .jsonMapper(new JacksonMcpJsonMapper(new JsonMapper()))
                .messageEndpoint(PATH)
                .contextExtractor(request -> request.getAttribute(Caller.class.getName()) instanceof Caller caller
                        ? McpTransportContext.create(Map.of(McpCases.OWNER, caller.owner()))
                        : McpTransportContext.EMPTY)
                .build();
    }

    @Bean(destroyMethod = "closeGracefully")
    McpStatelessSyncServer mcpServer(
            HttpServletStatelessServerTransport transport,
            Advisor advisor,
            ServedCases cases,
            CaseDesk desk,
            ServedRuns runs) {
        return new AdvisorMcp(advisor, new OwnCases(cases, desk, runs))
                .on(McpServer.sync(transport))
                .build();
    }

    @Bean
    ServletRegistrationBean<HttpServletStatelessServerTransport> mcpServlet(
            HttpServletStatelessServerTransport transport) {
        var servlet = new ServletRegistrationBean<>(transport, PATH);
        servlet.setAsyncSupported(true);
        return servlet;
    }

    /** Cases that are kept, of the one who asks. */
    private record OwnCases(ServedCases cases, CaseDesk desk, ServedRuns served) implements McpCases {

        @Override
        public Optional<Turn> find(String owner, String id) {
            return cases.find(owner, id).map(desk::turn);
        }

        @Override
        public RunSource runs(String owner, String id) {
            return cases.find(owner, id).isEmpty() ? RunSource.none() : served.of(owner, id);
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
