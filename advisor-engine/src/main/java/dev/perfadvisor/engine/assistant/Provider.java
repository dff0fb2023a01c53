package dev.perfadvisor.engine.assistant;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whose protocol the model speaks. */
public enum Provider {
    /** Anything that has {@code /chat/completions}: llama.cpp, vLLM, LM Studio, OpenAI and many others. */
    OPENAI_COMPATIBLE("http://localhost:8080/v1"),
    OLLAMA("http://localhost:11434"),
    ANTHROPIC("https://api.anthropic.com/v1");

    private final String usualUrl;

    Provider(String usualUrl) {
        this.usualUrl = usualUrl;
    }

    /** As in settings: {@code openai-compatible}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As OpenTelemetry calls it; what speaks the protocol of OpenAI goes by that name. */
    public String telemetryName() {
        return this == OPENAI_COMPATIBLE ? "openai" : id();
    }

    /** Where it listens if nothing else is said. */
    public String usualUrl() {
        return usualUrl;
    }

    static Optional<Provider> of(String id) {
        return Arrays.stream(values()).filter(one -> one.id().equals(id)).findFirst();
    }
}
