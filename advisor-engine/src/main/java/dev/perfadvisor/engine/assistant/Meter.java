package dev.perfadvisor.engine.assistant;

import dev.langchain4j.model.output.TokenUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what a message takes, and says when it is enough. */
final class Meter {

    private static final int CHARS_PER_TOKEN = 4;

    private final AssistantSettings.Limits limits;
    private final CaseMemory before;
    private final long start = System.nanoTime();
    private final List<String> tools = new ArrayList<>();
    private int requests;
    private long input;
    private long output;
    private boolean estimated;

    Meter(AssistantSettings.Limits limits, CaseMemory before) {
        this.limits = limits;
        this.before = before;
    }

    static long tokens(long chars) {
        return (chars + CHARS_PER_TOKEN - 1) / CHARS_PER_TOKEN;
    }

    static long chars(long tokens) {
        return Math.min(tokens, Integer.MAX_VALUE) * CHARS_PER_TOKEN;
    }

    /** Whether a request of so many tokens is still within the budget; null when it is. */
    @Nullable Fault refuse(long tokens) {
        long message = input + output + tokens;
        if (requests >= limits.rounds()) {
            return Fault.of(
                    Fault.Kind.TOO_MANY_ROUNDS,
                    "The model gave no answer in " + limits.rounds() + " requests (advisor.assistant.max-rounds).");
        }
        if (message > limits.tokens()) {
            return Fault.of(
                    Fault.Kind.BUDGET,
                    "The message would take more than " + limits.tokens() + " tokens (advisor.assistant.max-tokens).");
        }
        if (before.inputTokens() + before.outputTokens() + message > limits.caseTokens()) {
            return Fault.of(
                    Fault.Kind.BUDGET,
                    "The case would take more than its " + limits.caseTokens()
                            + " tokens (advisor.assistant.max-case-tokens).");
        }
        double cost = limits.price(before.inputTokens() + input + tokens, before.outputTokens() + output);
        if (limits.cost() > 0 && cost > limits.cost()) {
            return Fault.of(
                    Fault.Kind.BUDGET,
                    "The case would cost more than " + limits.cost() + " (advisor.assistant.max-cost).");
        }
        return null;
    }

    void request() {
        requests++;
    }

    void tool(String name) {
        tools.add(name);
    }

    /** Counts a request without an answer that can be used: it was read all the same, and is paid for. */
    void unanswered(long sent) {
        estimated = true;
        input += sent;
    }

    /** Counts an answer: as the provider says, else by its characters. */
    void answered(@Nullable TokenUsage usage, long sent, long received) {
        var in = usage == null ? null : usage.inputTokenCount();
        var out = usage == null ? null : usage.outputTokenCount();
        estimated |= in == null || out == null;
        input += in == null ? sent : in;
        output += out == null ? received : out;
    }

    Spoken.Usage usage() {
        boolean priced = limits.inputPrice() > 0 || limits.outputPrice() > 0;
        long allInput = before.inputTokens() + input;
        long allOutput = before.outputTokens() + output;
        return new Spoken.Usage(
                requests,
                input,
                output,
                estimated,
                List.copyOf(tools),
                Duration.ofNanos(System.nanoTime() - start),
                priced ? limits.price(input, output) : null,
                new Spoken.Budget(limits, allInput + allOutput, priced ? limits.price(allInput, allOutput) : null));
    }
}
