package dev.perfadvisor.engine.assistant;

import dev.perfadvisor.engine.conversation.ReplyJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers as {@code advisor.answer/1}: {@code claims [{text, cites []}]}, {@code sources [{id, where, href}]}, {@code grounding {status, reason, fault, claims,
 * cited, verified, retried, fellBack}}, {@code reply} as {@code advisor.reply/1}, {@code replaced [{name, original}]}, {@code
 * usage {requests, inputTokens, outputTokens, estimated, tools [], seconds, cost, budget {requests, tokens, seconds,
 * caseTokens, caseCost, caseTokensTaken, caseCostTaken}}}.
 */
public final class SpokenJson {

    private static final String SCHEMA = "advisor.answer/1";

    private SpokenJson() {}

    /** The answer as maps, lists and plain values, where nothing has an address. */
    public static Map<String, @Nullable Object> of(Spoken spoken) {
        return of(spoken, _ -> Optional.empty());
    }

    /**
     * The answer as maps, lists and plain values.
     *
     * @param href the address of a citation; without one, there is no {@code href}
     */
    public static Map<String, @Nullable Object> of(Spoken spoken, Function<String, Optional<String>> href) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("schema", SCHEMA);
        json.put("claims", spoken.claims());
        json.put(
                "sources",
                spoken.sources().stream().map(source -> source(source, href)).toList());
        json.put("grounding", grounding(spoken));
        json.put("reply", ReplyJson.of(spoken.reply()));
        json.put("replaced", spoken.replaced());
        json.put("usage", usage(spoken.usage()));
        return json;
    }

    private static Map<String, Object> source(Spoken.Source source, Function<String, Optional<String>> href) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", source.id());
        json.put("where", source.where());
        href.apply(source.id()).ifPresent(address -> json.put("href", address));
        return json;
    }

    private static Map<String, @Nullable Object> grounding(Spoken spoken) {
        var grounding = spoken.grounding();
        var fault = spoken.fault();
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("status", grounding.status().id());
        json.put("reason", fault == null ? null : fault.text());
        json.put("fault", fault == null ? null : fault.kind().id());
        json.put("claims", grounding.claims());
        json.put("cited", grounding.cited());
        json.put("verified", grounding.verified());
        json.put("retried", grounding.retried());
        json.put("fellBack", grounding.fellBack());
        return json;
    }

    private static Map<String, @Nullable Object> budget(Spoken.Budget budget) {
        var limits = budget.limits();
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("requests", limits.rounds());
        json.put("tokens", limits.tokens());
        json.put("seconds", limits.message().toMillis() / 1e3);
        json.put("caseTokens", limits.caseTokens());
        json.put("caseCost", limits.cost() > 0 ? limits.cost() : null);
        json.put("caseTokensTaken", budget.caseTokens());
        json.put("caseCostTaken", budget.caseCost());
        return json;
    }

    private static Map<String, @Nullable Object> usage(Spoken.Usage usage) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("requests", usage.requests());
        json.put("inputTokens", usage.inputTokens());
        json.put("outputTokens", usage.outputTokens());
        json.put("estimated", usage.estimated());
        json.put("tools", usage.tools());
        json.put("seconds", usage.time().toNanos() / 1e9);
        json.put("cost", usage.cost());
        json.put("budget", budget(usage.budget()));
        return json;
    }
}
