package dev.perfadvisor.engine.mcp;

import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.server.McpStatelessServerFeatures;

/** Handlers for a server with one client, from those for a server with many. */
final class OneClient {

    private OneClient() {}

    static McpServerFeatures.SyncToolSpecification tool(McpStatelessServerFeatures.SyncToolSpecification one) {
        return McpServerFeatures.SyncToolSpecification.builder()
                .tool(one.tool())
                .callHandler((exchange, request) -> one.callHandler().apply(exchange.transportContext(), request))
                .build();
    }

    static McpServerFeatures.SyncResourceSpecification resource(
            McpStatelessServerFeatures.SyncResourceSpecification one) {
        return new McpServerFeatures.SyncResourceSpecification(
                one.resource(), (exchange, request) -> one.readHandler().apply(exchange.transportContext(), request));
    }

    static McpServerFeatures.SyncResourceTemplateSpecification template(
            McpStatelessServerFeatures.SyncResourceTemplateSpecification one) {
        return new McpServerFeatures.SyncResourceTemplateSpecification(
                one.resourceTemplate(),
                (exchange, request) -> one.readHandler().apply(exchange.transportContext(), request));
    }

    static McpServerFeatures.SyncPromptSpecification prompt(McpStatelessServerFeatures.SyncPromptSpecification one) {
        return new McpServerFeatures.SyncPromptSpecification(
                one.prompt(), (exchange, request) -> one.promptHandler().apply(exchange.transportContext(), request));
    }
}
