package dev.perfadvisor.engine.assistant;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;

/** Clients of models, by provider. They do not retry, as a retry inside would not be seen by the budget. */
final class Models {

    /** Longest answer; claims are short. */
    static final Integer MOST_OUTPUT = 2_000;

    /** The same of a model that counts what it thinks. */
    private static final Integer MOST_THOUGHT = 8_000;

    /** The same evidence is to give the same answer, as far as a model can. */
    private static final Double TEMPERATURE = 0.0;

    /** Servers on this machine ask for no key, but the client wants one. */
    private static final String NO_KEY = "none";

    private Models() {}

    /** As the settings say: in parts or at once. */
    static ChatModel chat(AssistantSettings settings, Wire wire) {
        return settings.streaming() ? streamed(settings, wire) : whole(settings, wire);
    }

    static ChatModel streamed(AssistantSettings settings, Wire wire) {
        return new Streamed(streaming(settings, wire), wire);
    }

    static ChatModel whole(AssistantSettings settings, Wire wire) {
        var key = settings.key().isEmpty() ? NO_KEY : settings.key();
        boolean newer = settings.dialect().output() == AssistantSettings.Output.MAX_COMPLETION_TOKENS;
        return switch (settings.provider()) {
            case OPENAI_COMPATIBLE ->
                OpenAiChatModel.builder()
                        .httpClientBuilder(wire.builder())
                        .baseUrl(settings.baseUrl())
                        .apiKey(key)
                        .modelName(settings.model())
                        .temperature(newer ? null : TEMPERATURE)
                        .maxTokens(newer ? null : MOST_OUTPUT)
                        .maxCompletionTokens(newer ? MOST_THOUGHT : null)
                        .maxRetries(0)
                        .build();
            case OLLAMA ->
                OllamaChatModel.builder()
                        .httpClientBuilder(wire.builder())
                        .baseUrl(settings.baseUrl())
                        .modelName(settings.model())
                        .temperature(TEMPERATURE)
                        .numPredict(MOST_OUTPUT)
                        .numCtx(settings.dialect().contextTokens())
                        .maxRetries(0)
                        .build();
            case ANTHROPIC ->
                AnthropicChatModel.builder()
                        .httpClientBuilder(wire.builder())
                        .baseUrl(settings.baseUrl())
                        .apiKey(key)
                        .modelName(settings.model())
                        .maxTokens(MOST_OUTPUT)
                        .maxRetries(0)
                        .build();
        };
    }

    private static StreamingChatModel streaming(AssistantSettings settings, Wire wire) {
        var key = settings.key().isEmpty() ? NO_KEY : settings.key();
        boolean newer = settings.dialect().output() == AssistantSettings.Output.MAX_COMPLETION_TOKENS;
        return switch (settings.provider()) {
            case OPENAI_COMPATIBLE ->
                OpenAiStreamingChatModel.builder()
                        .httpClientBuilder(wire.builder())
                        .baseUrl(settings.baseUrl())
                        .apiKey(key)
                        .modelName(settings.model())
                        .temperature(newer ? null : TEMPERATURE)
                        .maxTokens(newer ? null : MOST_OUTPUT)
                        .maxCompletionTokens(newer ? MOST_THOUGHT : null)
                        .build();
            case OLLAMA ->
                OllamaStreamingChatModel.builder()
                        .httpClientBuilder(wire.builder())
                        .baseUrl(settings.baseUrl())
                        .modelName(settings.model())
                        .temperature(TEMPERATURE)
                        .numPredict(MOST_OUTPUT)
                        .numCtx(settings.dialect().contextTokens())
                        .build();
            case ANTHROPIC ->
                AnthropicStreamingChatModel.builder()
                        .httpClientBuilder(wire.builder())
                        .baseUrl(settings.baseUrl())
                        .apiKey(key)
                        .modelName(settings.model())
                        .maxTokens(MOST_OUTPUT)
                        .build();
        };
    }
}
