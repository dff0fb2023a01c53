package dev.perfadvisor.engine.assistant;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.perfadvisor.engine.assistant.Spoken.Grounding;
import dev.perfadvisor.engine.assistant.Spoken.Status;
import dev.perfadvisor.engine.assistant.grounding.Claim;
import dev.perfadvisor.engine.assistant.grounding.Ledger;
import dev.perfadvisor.engine.assistant.grounding.Verifier;
import dev.perfadvisor.engine.assistant.tools.Arguments;
import dev.perfadvisor.engine.assistant.tools.Arguments.BadArgumentsException;
import dev.perfadvisor.engine.assistant.tools.Redactor;
import dev.perfadvisor.engine.assistant.tools.Tool;
import dev.perfadvisor.engine.assistant.tools.Toolbox;
import dev.perfadvisor.engine.conversation.Reply;
import dev.perfadvisor.engine.render.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One try to answer a message: the model asks tools, answers, is corrected once, and is done. Not to be used twice. */
final class Talk {

    /** Calls of tools in one answer that are looked up. */
    private static final int MOST_CALLS = 32;

    private static final String TOO_MANY =
            "No more than " + MOST_CALLS + " calls are looked up at once; ask for this again if you still need it.";

    private final Ledger ledger;
    private final Toolbox toolbox;
    private final Verifier verifier;
    private final Redactor redactor;
    private final MemoryWindow window;
    private final Deadline deadline;
    private final Meter meter;
    private final Listener listener;
    private final Telemetry telemetry;
    private final Requests requests;
    private final List<ChatMessage> messages = new ArrayList<>();
    private long sent;

    /** What the parts of a talk are. */
    record Parts(
            AssistantSettings settings,
            ChatModel model,
            Deadline deadline,
            Meter meter,
            Ledger ledger,
            Redactor redactor,
            CaseMemory memory,
            Listener listener,
            Telemetry telemetry) {}

    Talk(Parts parts) {
        var limits = parts.settings().limits();
        var memory = parts.memory();
        this.ledger = parts.ledger();
        this.toolbox = new Toolbox(ledger);
        this.verifier = new Verifier(ledger);
        this.redactor = parts.redactor();
        this.window = new MemoryWindow(memory.id(), memory, Meter.chars(limits.memory()));
        this.deadline = parts.deadline();
        this.meter = parts.meter();
        this.listener = parts.listener();
        this.telemetry = parts.telemetry();
        this.requests = new Requests(parts, toolbox);
    }

    /** An answer of the model, judged. */
    private record Judged(List<Claim> held, List<Verifier.Outcome.Fails> failed, int cited) {

        int claims() {
            return held.size() + failed.size();
        }
    }

    /** Speaks about a reply. */
    Spoken about(String message, Reply reply) {
        Judged judged = null;
        boolean retried = false;
        Fault fault = null;
        try {
            begin(message);
            judged = judge(answer());
            if (!judged.failed().isEmpty() || judged.held().isEmpty()) {
                correct(judged);
                int before = meter.requests();
                try {
                    judged = judge(answer());
                } finally {
                    // Where there is no room in the budget, nothing is asked again.
                    retried = meter.requests() > before;
                }
            }
        } catch (Requests.FaultException e) {
            fault = e.fault();
        } catch (RuntimeException e) {
            fault = ended(e);
        }
        var spoken = end(reply, judged, retried, fault);
        window.add(message, spoken);
        return spoken;
    }

    /** An answer there is also where the advisor itself fails; only who interrupts the thread wants none. */
    private Fault ended(RuntimeException by) {
        if (Thread.currentThread().isInterrupted()) {
            throw left(by);
        }
        if (by instanceof CancellationException) {
            return deadline.isOver()
                    ? requests.late()
                    : Fault.of(Fault.Kind.LEFT, "The model was stopped before it had answered.");
        }
        telemetry.failed(by);
        return Fault.of(
                Fault.Kind.FAILED,
                "The advisor failed while the model spoke (" + by.getClass().getSimpleName() + ").");
    }

    private static CancellationException left(RuntimeException by) {
        return by instanceof CancellationException cancelled
                ? cancelled
                : (CancellationException) new CancellationException("the one who asked has left").initCause(by);
    }

    private void begin(String message) {
        say(SystemMessage.from(Instructions.SYSTEM));
        // The first time is to recognise: what a later one of these texts tells may stand in an earlier one
        // unexplained.
        opening(message);
        opening(message).forEach(this::say);
    }

    private List<ChatMessage> opening(String message) {
        var opening = new ArrayList<ChatMessage>(window.messages(redactor::hide));
        opening.add(UserMessage.from("The user says:\n" + redactor.hide(message)
                + "\n\nWhat the tool overview says now:\n"
                + Json.mapper().writeValueAsString(toolbox.overview().json(redactor))));
        return opening;
    }

    private void say(ChatMessage message) {
        messages.add(message);
        sent += message.toString().length();
    }

    /** Asks until the model answers, and gives its answer. */
    private String answer() throws Requests.FaultException {
        while (true) {
            var said = requests.ask(messages, sent).aiMessage();
            say(said);
            if (!said.hasToolExecutionRequests()) {
                var text = said.text();
                if (text == null || text.isBlank()) {
                    throw new Requests.FaultException(
                            Fault.of(Fault.Kind.NO_ANSWER, "The model gave an empty answer."));
                }
                return text;
            }
            for (var call : said.toolExecutionRequests()) {
                if (Instructions.ANSWER.equals(call.name())) {
                    return String.valueOf(call.arguments());
                }
            }
            int looked = 0;
            for (var call : said.toolExecutionRequests()) {
                requests.goOn();
                say(ToolExecutionResultMessage.from(call, looked++ < MOST_CALLS ? result(call) : TOO_MANY));
            }
        }
    }

    /** What a tool says; what is wrong with the call is told to the model, which may do better. */
    private String result(ToolExecutionRequest call) {
        var arguments = call.arguments() == null ? "" : call.arguments();
        var tool = toolbox.tool(String.valueOf(call.name()));
        if (tool.isEmpty()) {
            return "There is no tool '" + call.name() + "', but "
                    + toolbox.tools().stream().map(Tool::name).collect(Collectors.joining(", ")) + ", answer.";
        }
        meter.tool(call.name());
        var ended = telemetry.tool(call.name());
        try {
            var read = Arguments.of(tool.get(), arguments, redactor::argument);
            listener.tool(call.name(), Json.mapper().writeValueAsString(read.known(toolbox::knows)));
            var page = tool.get().reader().apply(read);
            ended.accept(Telemetry.OK);
            return Json.mapper().writeValueAsString(page.json(redactor));
        } catch (BadArgumentsException e) {
            ended.accept("bad-arguments");
            listener.tool(call.name(), "{}");
            return redactor.hide(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            if (e instanceof CancellationException || Thread.currentThread().isInterrupted()) {
                ended.accept("cancelled");
                throw left(e);
            }
            ended.accept("failed");
            telemetry.failed(e);
            return "The tool " + call.name() + " failed here, and will fail again; go on without it.";
        }
    }

    private Judged judge(String answer) {
        var held = new ArrayList<Claim>();
        var failed = new ArrayList<Verifier.Outcome.Fails>();
        int cited = 0;
        for (var claim : AnswerReader.read(answer)) {
            switch (verifier.verify(claim, redactor::show)) {
                case Verifier.Outcome.Holds(var holds) -> held.add(holds);
                case Verifier.Outcome.Fails fails -> failed.add(fails);
                case Verifier.Outcome.Empty _ -> {
                    continue;
                }
            }
            cited += claim.cites().isEmpty() ? 0 : 1;
        }
        return new Judged(held, failed, cited);
    }

    private void correct(Judged judged) {
        var text = new StringBuilder(
                "Not all of this can be shown. Answer again, all of it, with what the cited sentences say.\n");
        if (judged.claims() == 0) {
            text.append("There were no claims in it: call the tool answer, or write JSON with claims.\n");
        }
        judged.failed()
                .forEach(fails -> text.append("- \"")
                        .append(fails.claim().text())
                        .append("\": ")
                        .append(fails.why())
                        .append(sayable(fails))
                        .append('\n'));
        var said = (AiMessage) messages.getLast();
        if (said.hasToolExecutionRequests()) {
            said.toolExecutionRequests().forEach(call -> say(ToolExecutionResultMessage.from(call, text.toString())));
        } else {
            say(UserMessage.from(text.toString()));
        }
        listener.progress("Not all of the answer was in the evidence; asking again.");
    }

    /** Hidden one by one, so that a quote left open in one does not end in another. The claim is the model's own. */
    private String sayable(Verifier.Outcome.Fails fails) {
        return fails.sayable().isEmpty()
                ? "."
                : fails.sayable().stream()
                        .map(redactor::hide)
                        .collect(Collectors.joining(" | ", ". What can be said with these ids: ", ""));
    }

    private Spoken end(Reply reply, @Nullable Judged judged, boolean retried, @Nullable Fault fault) {
        var held = judged == null ? List.<Claim>of() : judged.held();
        boolean whole = judged != null && fault == null && judged.failed().isEmpty() && !held.isEmpty();
        var status = whole ? Status.VERIFIED : held.isEmpty() ? Status.DETERMINISTIC : Status.PARTIAL;
        var reason = fault;
        if (reason == null && !whole) {
            reason = Fault.of(
                    Fault.Kind.NOT_GROUNDED,
                    held.isEmpty()
                            ? "Nothing that the model said was in the evidence that it cited."
                            : "Some of what the model said was not in the evidence that it cited, and was left out.");
        }
        var sources = held.stream()
                .flatMap(claim -> claim.cites().stream())
                .distinct()
                .map(id -> new Spoken.Source(id, ledger.where(id)))
                .toList();
        var spoken = new Spoken(
                held,
                sources,
                new Grounding(
                        status,
                        judged == null ? 0 : judged.claims(),
                        judged == null ? 0 : judged.cited(),
                        held.size(),
                        retried),
                reply,
                redactor.replaced(),
                meter.usage(),
                reason);
        telemetry.answered(spoken);
        return spoken;
    }
}
