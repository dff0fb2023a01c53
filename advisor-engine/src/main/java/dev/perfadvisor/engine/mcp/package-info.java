/**
 * The tools of the assistant over the Model Context Protocol, for the models of others. {@link
 * dev.perfadvisor.engine.mcp.AdvisorMcp} makes a server of tools, resources and prompts for any transport; {@link
 * dev.perfadvisor.engine.mcp.McpCases} says which case a call is about. What leaves is redacted, as the client hands it to
 * a model. This is the only package that knows the protocol.
 */
@NullMarked
package dev.perfadvisor.engine.mcp;

import org.jspecify.annotations.NullMarked;
