/**
 * The language model over HTTP: {@link dev.perfadvisor.http.assistant.ModelVoice} answers messages when a model is
 * configured, {@link dev.perfadvisor.http.assistant.ChatCompletionsController} lets clients of other chats talk to a case,
 * and {@code /mcp} gives the tools to models of others.
 */
@NullMarked
package dev.perfadvisor.http.assistant;

import org.jspecify.annotations.NullMarked;
