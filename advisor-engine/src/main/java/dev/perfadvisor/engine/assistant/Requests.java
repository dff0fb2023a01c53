package dev.perfadvisor.engine.assistant;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.perfadvisor.engine.assistant.tools.Toolbox;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/** The requests of one message: each within the budget and the time, once more where that may help, and measured. */
final class Requests {

    /** Longest wait for a provider that asks to wait, or that failed. */
    private static final Duration MOST_WAIT = Duration.ofSeconds(10);

    private static final Duration BEAT = Duration.ofMillis(100);

    private static final Duration USUAL_WAIT = Duration.ofSeconds(1);

    private final Talk.Parts parts;
    private final AssistantSettings settings;
    private final Meter meter;
    private final Toolbox toolbox;
    private final List<ToolSpecification> tools;

    /** Characters of the tools, which are sent with every request. */
    private final long described;

    Requests(Talk.Parts parts, Toolbox toolbox) {
        this.parts = parts;
        this.settings = parts.settings();
        this.meter = parts.meter();
        this.toolbox = toolbox;
        this.tools = Instructions.tools(toolbox);
        this.described = tools.toString().length();
    }

    /** There is no answer. */
    static final class FaultException extends Exception {

        private static final long serialVersionUID = 1;

        private final transient Fault fault;

        FaultException(Fault fault) {
            super(fault.text());
            this.fault = fault;
        }

        Fault fault() {
            return fault;
        }
    }

    /**
     * Asks the model.
     *
     * @param chars of all messages
     */
    ChatResponse ask(List<ChatMessage> messages, long chars) throws FaultException {
        try {
            return request(messages, chars);
        } catch (FaultException e) {
            var wait = e.fault.retryAfter() == null ? USUAL_WAIT : e.fault.retryAfter();
            boolean worth = e.fault.isPassing()
                    && wait.compareTo(MOST_WAIT) <= 0
                    && wait.compareTo(parts.deadline().left()) < 0;
            if (!worth) {
                throw e;
            }
            parts.listener().progress(e.fault.text() + " Trying once more.");
            pause(wait, parts.listener());
            return request(messages, chars);
        }
    }

    private static void pause(Duration wait, Listener listener) {
        try {
            long end = System.nanoTime() + wait.toNanos();
            for (long left = wait.toNanos(); left > 0; left = end - System.nanoTime()) {
                listener.waiting();
                TimeUnit.NANOSECONDS.sleep(Math.min(left, BEAT.toNanos()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the one who asked has left");
        }
    }

    /** Looks whether there is time left, and somebody who waits, before something is done that takes time. */
    void goOn() throws FaultException {
        if (parts.deadline().isOver()) {
            throw new FaultException(late());
        }
        parts.listener().waiting();
    }

    /** There is no time left. */
    Fault late() {
        return Fault.of(
                Fault.Kind.TIME_OUT,
                "The message took too long (advisor.assistant.message-timeout is "
                        + settings.limits().message().toSeconds() + " s).");
    }

    private ChatResponse request(List<ChatMessage> messages, long chars) throws FaultException {
        goOn();
        long tokens = Meter.tokens(described + chars);
        fit(tokens);
        var refused = meter.reserve(tokens);
        if (refused != null) {
            throw new FaultException(refused);
        }
        tell();
        var call = parts.telemetry().begin(settings, parts.memory().id());
        try {
            var response = parts.model()
                    .chat(ChatRequest.builder()
                            .messages(messages)
                            .toolSpecifications(tools)
                            .build());
            meter.answered(
                    response.tokenUsage(),
                    Meter.tokens(response.aiMessage().toString().length()));
            call.end(ended(response));
            return response;
        } catch (CancellationException e) {
            meter.unanswered();
            call.end(Telemetry.Request.failed("cancelled"));
            throw e;
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                call.end(Telemetry.Request.failed("cancelled"));
                throw new CancellationException("the one who asked has left");
            }
            var fault = Fault.of(e);
            if (fault.kind().isAfterReading()) {
                meter.unanswered();
            } else {
                meter.unread();
            }
            call.end(Telemetry.Request.failed(fault.kind().id()));
            throw new FaultException(fault);
        }
    }

    /** What does not fit beside the answer, Ollama cuts off at the beginning, where the instructions are. */
    private void fit(long tokens) throws FaultException {
        int context = settings.dialect().contextTokens();
        if (settings.provider() == Provider.OLLAMA && tokens + Models.MOST_OUTPUT > context) {
            throw new FaultException(Fault.of(
                    Fault.Kind.BUDGET,
                    "The message would take more than the " + context
                            + " tokens that the model can see at once (advisor.assistant.context-tokens)."));
        }
    }

    /** Who listens may end it, before anything is sent. */
    private void tell() {
        try {
            parts.listener().progress("Asking " + settings.model() + ".");
        } catch (CancellationException e) {
            meter.unread();
            throw e;
        }
    }

    private Telemetry.Request ended(ChatResponse response) {
        var usage = response.tokenUsage();
        var finish = response.finishReason();
        return new Telemetry.Request(
                usage == null ? null : usage.inputTokenCount(),
                usage == null ? null : usage.outputTokenCount(),
                response.modelName() == null ? "" : response.modelName(),
                finish == null ? "" : finished(finish),
                Telemetry.OK,
                asked(response.aiMessage()));
    }

    /** As OpenTelemetry names it. */
    private static String finished(FinishReason reason) {
        return reason == FinishReason.TOOL_EXECUTION
                ? "tool_call"
                : reason.name().toLowerCase(Locale.ROOT);
    }

    /** Names that a model made up are content. */
    private List<String> asked(AiMessage said) {
        return said.toolExecutionRequests().stream()
                .map(request -> String.valueOf(request.name()))
                .filter(name ->
                        name.equals(Instructions.ANSWER) || toolbox.tool(name).isPresent())
                .toList();
    }
}
