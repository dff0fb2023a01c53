package dev.perfadvisor.engine.assistant;

import dev.langchain4j.model.output.TokenUsage;
import dev.perfadvisor.engine.store.ModelAccount;
import dev.perfadvisor.engine.store.ModelAccount.Taken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what a message takes, in all tries to answer it, and says when it is enough. */
final class Meter {

    private static final int CHARS_PER_TOKEN = 4;

    private final AssistantSettings.Limits limits;
    private final ModelAccount account;
    private final long start = System.nanoTime();
    private final List<String> tools = new ArrayList<>();
    private int requests;
    private long input;
    private long output;
    private long reserved;
    private boolean estimated;

    Meter(AssistantSettings.Limits limits, ModelAccount account) {
        this.limits = limits;
        this.account = account;
    }

    static long tokens(long chars) {
        return (chars + CHARS_PER_TOKEN - 1) / CHARS_PER_TOKEN;
    }

    static long chars(long tokens) {
        return Math.min(tokens, Integer.MAX_VALUE) * CHARS_PER_TOKEN;
    }

    /**
     * Takes the tokens of a request before it is sent, so that nobody else takes them meanwhile; null where they are within the
     * budget.
     */
    @Nullable Fault reserve(long tokens) {
        if (requests >= limits.rounds()) {
            return Fault.of(
                    Fault.Kind.TOO_MANY_ROUNDS,
                    "The model gave no answer in " + limits.rounds() + " requests (advisor.assistant.max-rounds).");
        }
        if (input + output + tokens > limits.tokens()) {
            return Fault.of(
                    Fault.Kind.BUDGET,
                    "The message would take more than " + limits.tokens() + " tokens (advisor.assistant.max-tokens).");
        }
        var request = new Taken(tokens, 0);
        Taken seen;
        do {
            seen = account.taken();
            var refused = refuse(seen.plus(request));
            if (refused != null) {
                return refused;
            }
        } while (!account.take(seen, request));
        requests++;
        reserved = tokens;
        return null;
    }

    private @Nullable Fault refuse(Taken ofCase) {
        if (ofCase.all() > limits.caseTokens()) {
            return Fault.of(
                    Fault.Kind.BUDGET,
                    "The case would take more than its " + limits.caseTokens()
                            + " tokens (advisor.assistant.max-case-tokens).");
        }
        if (limits.cost() > 0 && limits.price(ofCase.input(), ofCase.output()) > limits.cost()) {
            return Fault.of(
                    Fault.Kind.BUDGET,
                    "The case would cost more than " + limits.cost() + " (advisor.assistant.max-cost).");
        }
        return null;
    }

    void tool(String name) {
        tools.add(name);
    }

    /** Counts a request that nobody has read. */
    void unread() {
        settle(0, 0);
    }

    /** Counts a request without an answer that can be used: it was read all the same, and is paid for. */
    void unanswered() {
        estimated = true;
        settle(reserved, 0);
    }

    /** Counts an answer: as the provider says, else by its characters. */
    void answered(@Nullable TokenUsage usage, long received) {
        var in = usage == null ? null : usage.inputTokenCount();
        var out = usage == null ? null : usage.outputTokenCount();
        estimated |= in == null || out == null;
        settle(in == null ? reserved : in, out == null ? received : out);
    }

    private void settle(long in, long out) {
        if (in != reserved || out != 0) {
            change(new Taken(in - reserved, out));
        }
        input += in;
        output += out;
        reserved = 0;
    }

    private void change(Taken by) {
        boolean changed;
        do {
            changed = account.take(account.taken(), by);
        } while (!changed);
    }

    /** Requests that were sent. */
    int requests() {
        return requests;
    }

    Spoken.Usage usage() {
        boolean priced = limits.inputPrice() > 0 || limits.outputPrice() > 0;
        var all = account.taken();
        return new Spoken.Usage(
                requests,
                input,
                output,
                estimated,
                List.copyOf(tools),
                Duration.ofNanos(System.nanoTime() - start),
                priced ? limits.price(input, output) : null,
                new Spoken.Budget(limits, all.all(), priced ? limits.price(all.input(), all.output()) : null));
    }
}
