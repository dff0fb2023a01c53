package dev.perfadvisor.engine.mcp;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.assistant.grounding.Citable;
import dev.perfadvisor.engine.render.Document;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.engine.render.Style;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Findings and rules to be read: {@code advisor://rules}, {@code advisor://rules/ID}, {@code advisor://findings/RULE/N} and,
 * where cases are named, {@code advisor://cases/CASE/findings/RULE/N}.
 */
final class McpResources {

    private static final String MARKDOWN = "text/markdown";
    private static final String RULES = "advisor://rules";

    private final Advisor advisor;
    private final AdvisorMcp mcp;

    McpResources(Advisor advisor, AdvisorMcp mcp) {
        this.advisor = advisor;
        this.mcp = mcp;
    }

    List<SyncResourceSpecification> fixed() {
        return List.of(new SyncResourceSpecification(
                Resource.builder(RULES, "rules")
                        .title("Rules, causes and tables")
                        .description("All that the advisor knows, as a catalogue.")
                        .mimeType(MARKDOWN)
                        .build(),
                (_, request) -> text(request.uri(), markdown(advisor.rules()))));
    }

    List<SyncResourceTemplateSpecification> templates(boolean named) {
        var findings = (named ? "advisor://cases/{case}" : "advisor:/") + "/findings/{rule}/{number}";
        return List.of(
                new SyncResourceTemplateSpecification(
                        template(
                                RULES + "/{rule}", "rule", "A rule", "What a rule looks for, and what to do about it."),
                        (_, request) -> text(request.uri(), rule(after(request.uri(), RULES + "/")))),
                new SyncResourceTemplateSpecification(
                        template(findings, "finding", "A finding", "What a rule found, with the facts that it cites."),
                        (context, request) -> text(request.uri(), finding(AdvisorMcp.owner(context), request.uri()))));
    }

    private static ResourceTemplate template(String uri, String name, String title, String text) {
        return ResourceTemplate.builder(uri, name)
                .title(title)
                .description(text)
                .mimeType(MARKDOWN)
                .build();
    }

    private static String after(String uri, String prefix) {
        return uri.startsWith(prefix) ? uri.substring(prefix.length()) : "";
    }

    private String rule(String id) {
        return advisor.rule(id)
                .map(McpResources::markdown)
                .orElseThrow(() -> McpError.RESOURCE_NOT_FOUND.apply(RULES + "/" + id));
    }

    private String finding(String owner, String uri) {
        var path = after(uri, "advisor://");
        var wanted = "finding:" + path.substring(path.indexOf("findings/") + "findings/".length());
        var id = path.startsWith("cases/") ? path.split("/", 3)[1] : "";
        return mcp.told(owner, id, wanted, McpResources::told)
                .orElseThrow(() -> McpError.RESOURCE_NOT_FOUND.apply(uri));
    }

    private static String told(Citable item) {
        return item.sentences().stream().map(sentence -> "- " + sentence).collect(Collectors.joining("\n"))
                + "\n\nFacts: " + String.join(", ", item.see()) + "\n";
    }

    private static String markdown(Document page) {
        return Renderer.render(page, Format.MARKDOWN, new Style(100, false, true, false));
    }

    private static ReadResourceResult text(String uri, String text) {
        return ReadResourceResult.builder(List.of(TextResourceContents.builder(uri, text)
                        .mimeType(MARKDOWN)
                        .build()))
                .build();
    }
}
