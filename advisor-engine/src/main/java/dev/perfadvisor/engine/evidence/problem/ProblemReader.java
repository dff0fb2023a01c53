package dev.perfadvisor.engine.evidence.problem;

import dev.perfadvisor.engine.evidence.problem.ProblemFacts.Claim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a problem statement: figures and what they are figures of, components, circumstances, what is denied. */
public final class ProblemReader {

    /** A statement is a few sentences; what is longer is cut, so that no pattern has to run over megabytes. */
    private static final int MOST_CHARS = 20_000;

    /** A CPU that is less busy than this is not what everything waits for. */
    private static final double IDLE = 0.5;

    private static final double FULL = 0.9;

    private final Map<String, List<String>> topics;

    /** @param topics activation keywords by group, lower case */
    public ProblemReader(Map<String, List<String>> topics) {
        this.topics = topics;
    }

    /** The facts that the words hold; never fails. */
    public ProblemFacts read(String text) {
        return read(text, List.of());
    }

    /**
     * The same, with what was said of causes later on: it excludes components, or takes that back, and is no symptom.
     *
     * @param opinions a message each
     */
    public ProblemFacts read(String text, List<String> opinions) {
        var words = text.substring(0, Math.min(text.length(), MOST_CHARS)).toLowerCase(Locale.ROOT);
        var claims = new ArrayList<Claim>();
        var said = new HashMap<String, Claim>();
        words.lines().forEach(line -> {
            var first = new HashMap<String, Claim>();
            for (var claim : Attribution.of(line)) {
                claims.add(claim);
                first.putIfAbsent(claim.metric() + " " + claim.unit(), claim);
            }
            said.putAll(first);
        });
        var cpu = value(said, "cpu ratio");
        return new ProblemFacts(
                text,
                time(said, "latency.p50 s"),
                time(said, "latency.p95 s"),
                time(said, "latency.p99 s"),
                time(said, "latency s"),
                value(said, "errors ratio"),
                value(said, "throughput 1/s"),
                whole(said, "heap.size B"),
                Circumstances.afterDeploy(words),
                topics.entrySet().stream()
                        .filter(group -> group.getValue().stream().anyMatch(word -> hasWord(words, word)))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList(),
                Components.mentioned(words),
                cpu,
                value(said, "heap.used ratio"),
                value(said, "cache.hits ratio"),
                whole(said, "users count"),
                time(said, "period s"),
                Circumstances.since(words),
                Circumstances.endpoints(words),
                excluded(words + "\n" + String.join("\n", opinions).toLowerCase(Locale.ROOT), cpu),
                Components.platform(words),
                List.copyOf(claims),
                complaint(words, said));
    }

    /** Whether a text in lower case says that the advisor is right where the user had said something else. */
    public static boolean concedes(String text) {
        return Components.concedes(text);
    }

    private static List<String> excluded(String words, @Nullable Double cpu) {
        var excluded = new TreeSet<>(Components.excluded(words));
        if (cpu != null && cpu < IDLE) {
            excluded.add("cpu");
        }
        return List.copyOf(excluded);
    }

    /** Without what is denied; figures that are a symptom become the words for it. */
    private static String complaint(String words, Map<String, Claim> said) {
        var text = new StringBuilder(Components.withoutDenied(words));
        var cpu = value(said, "cpu ratio");
        if (cpu != null) {
            text.append(cpu < IDLE ? " cpu idle" : cpu >= FULL ? " cpu saturated" : " cpu busy");
        }
        var heap = value(said, "heap.used ratio");
        if (heap != null && heap >= FULL) {
            text.append(" heap full");
        }
        var hits = value(said, "cache.hits ratio");
        if (hits != null && hits < IDLE) {
            text.append(" low hit rate");
        }
        if (said.containsKey("period s")) {
            text.append(" at regular intervals");
        }
        return text.toString();
    }

    private static @Nullable Double value(Map<String, Claim> said, String key) {
        var claim = said.get(key);
        return claim == null ? null : Double.valueOf(claim.value());
    }

    private static @Nullable Long whole(Map<String, Claim> said, String key) {
        var value = value(said, key);
        return value == null ? null : Long.valueOf(Math.round(value));
    }

    private static @Nullable Duration time(Map<String, Claim> said, String key) {
        var value = value(said, key);
        return value == null ? null : Duration.ofNanos(Math.round(value * 1e9));
    }

    /** Endings count as the word: slow, slower, slowly; cache, cached. */
    private static boolean hasWord(String words, String word) {
        for (int at = words.indexOf(word); at >= 0; at = words.indexOf(word, at + 1)) {
            if (at == 0 || !Character.isLetterOrDigit(words.charAt(at - 1))) {
                return true;
            }
        }
        return false;
    }
}
