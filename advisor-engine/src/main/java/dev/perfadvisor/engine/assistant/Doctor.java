package dev.perfadvisor.engine.assistant;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;

/** Tries whether a model can be used: whether it can be reached, asks for tools, and streams. */
public final class Doctor {

    private static final String CODE = "4711";

    private Doctor() {}

    /**
     * What came of one trial.
     *
     * @param needed whether the assistant can not do without
     * @param text what was seen, and what to do when it is not well
     */
    public record Check(String name, boolean needed, boolean well, String text) {}

    /** Tries all of it; what can not work after a failure is not tried. */
    public static List<Check> examine(AssistantSettings settings) {
        var checks = new ArrayList<Check>();
        try (var client = Assistant.client(settings)) {
            checks.add(connection(settings, client));
            if (checks.getLast().well()) {
                checks.add(tools(settings, client));
            }
            if (checks.getLast().well()) {
                checks.add(streaming(settings, client));
            }
        }
        return checks;
    }

    private static Wire wire(AssistantSettings settings, HttpClient client) {
        return new Wire(
                client, settings.limits().call(), Deadline.in(settings.limits().call()), Listener.NONE);
    }

    private static Check connection(AssistantSettings settings, HttpClient client) {
        try {
            var response = Models.whole(settings, wire(settings, client))
                    .chat(ChatRequest.builder()
                            .messages(UserMessage.from("Reply with the word ready."))
                            .build());
            var usage = response.tokenUsage();
            boolean counted = usage != null && usage.inputTokenCount() != null;
            return new Check(
                    "connection",
                    true,
                    true,
                    settings + " answers"
                            + (counted ? "." : ", but does not count tokens: budgets go by the length of texts."));
        } catch (RuntimeException e) {
            var fault = Fault.of(e);
            return new Check(
                    "connection",
                    true,
                    false,
                    settings + " does not answer: " + fault.text() + advice(settings, fault.kind()));
        }
    }

    private static String advice(AssistantSettings settings, Fault.Kind kind) {
        return switch (kind) {
            case NOT_FOUND -> address(settings);
            case NOT_ALLOWED -> settings.key().isEmpty() ? " None is set." : "";
            case REFUSED ->
                settings.provider() == Provider.OPENAI_COMPATIBLE
                                && settings.dialect().output() == AssistantSettings.Output.MAX_TOKENS
                        ? " Newer models of OpenAI want advisor.assistant.output-parameter=max_completion_tokens."
                        : "";
            case NO_CONNECTION -> settings.provider() == Provider.OLLAMA ? " To start Ollama: ollama serve." : "";
            default -> "";
        };
    }

    /** What is usual of addresses and models. */
    private static String address(AssistantSettings settings) {
        return switch (settings.provider()) {
            case OLLAMA -> " With Ollama: ollama pull " + settings.model() + ", and a base-url without /v1.";
            case OPENAI_COMPATIBLE, ANTHROPIC ->
                settings.baseUrl().endsWith("/v1") ? "" : " The base-url of most servers ends with /v1.";
        };
    }

    private static final ToolSpecification REPORT = ToolSpecification.builder()
            .name("report")
            .description("Reports a code.")
            .parameters(JsonObjectSchema.builder()
                    .addStringProperty("code", "The code.")
                    .required("code")
                    .build())
            .build();

    private static boolean calls(ChatModel model) {
        var said = model.chat(ChatRequest.builder()
                        .messages(UserMessage.from("Call the tool report with the code " + CODE + "."))
                        .toolSpecifications(REPORT)
                        .build())
                .aiMessage();
        return said.hasToolExecutionRequests()
                && said.toolExecutionRequests().getFirst().name().equals("report")
                && String.valueOf(said.toolExecutionRequests().getFirst().arguments())
                        .contains(CODE);
    }

    private static Check tools(AssistantSettings settings, HttpClient client) {
        try {
            boolean called = calls(Models.whole(settings, wire(settings, client)));
            return new Check(
                    "tool calling",
                    true,
                    called,
                    called
                            ? "The model calls tools with the right arguments."
                            : "The model wrote text in place of a call: choose one that is trained for tool calling, and"
                                    + " with llama.cpp start the server with --jinja.");
        } catch (RuntimeException e) {
            var fault = Fault.of(e);
            boolean refused = fault.kind() == Fault.Kind.REFUSED;
            return new Check(
                    "tool calling",
                    true,
                    false,
                    fault.text()
                            + (refused ? " It answers without tools: choose a model that supports tool calling." : ""));
        }
    }

    /** Some servers stream text and not calls of tools. */
    private static Check streaming(AssistantSettings settings, HttpClient client) {
        boolean needed = settings.streaming();
        var instead = needed
                ? " Look at proxies between here and the model, or set advisor.assistant.streaming to false."
                : " The assistant does without, as advisor.assistant.streaming is false.";
        try {
            boolean called = calls(Models.streamed(settings, wire(settings, client)));
            return new Check(
                    "streaming",
                    needed,
                    called,
                    called
                            ? "The model streams, calls of tools included."
                            : "No call of a tool came by stream." + instead);
        } catch (RuntimeException e) {
            return new Check("streaming", needed, false, Fault.of(e).text() + instead);
        }
    }
}
