package dev.perfadvisor.engine.mcp;

import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptArgument;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.List;
import java.util.Map;

/** Ways to begin, for clients that offer them to their users. */
final class McpPrompts {

    private McpPrompts() {}

    static List<SyncPromptSpecification> all(boolean named) {
        var subject = named
                ? argument(AdvisorMcp.CASE, "Id of the case.", true)
                : argument("problem", "What is slow, in your words.", false);
        return List.of(
                prompt(
                        "why_slow",
                        "Why is it slow?",
                        subject,
                        named
                                ? "Why is the system of case %s slow? Ask overview, then list_causes and list_findings. Tell me the"
                                        + " first causes in the sentences of the items, each with its id."
                                : "Something is slow: %s. Ask me for recordings, logs or load-test results if there are none yet, call"
                                        + " diagnose with them, and tell me the first causes in the sentences of the items, each with"
                                        + " its id."),
                prompt(
                        "what_next",
                        "What next?",
                        subject,
                        "About %s: what is open in the plan, and what should I collect next?"
                                + " Ask plan and next_evidence, and give me the commands."));
    }

    private static PromptArgument argument(String name, String text, boolean required) {
        return PromptArgument.builder(name).description(text).required(required).build();
    }

    private static SyncPromptSpecification prompt(String name, String title, PromptArgument argument, String text) {
        return new SyncPromptSpecification(
                Prompt.builder(name).title(title).arguments(List.of(argument)).build(), (_, request) -> {
                    var arguments = request.arguments() == null ? Map.<String, Object>of() : request.arguments();
                    var filled = text.formatted(arguments.getOrDefault(argument.name(), ""));
                    var message = PromptMessage.builder(
                                    Role.USER, TextContent.builder(filled).build())
                            .build();
                    return GetPromptResult.builder(List.of(message))
                            .description(title)
                            .build();
                });
    }
}
