package dev.perfadvisor.engine.loadgen;

import dev.perfadvisor.engine.loadgen.Criterion.Failures;
import dev.perfadvisor.engine.loadgen.Criterion.Latency;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A load test as it is asked for on a command line or in JSON. What is null is decided by the traffic, the decision table, or a
 * guess that the test names.
 *
 * @param kind {@code smoke}, {@code average} (usual), {@code stress}, {@code spike}, {@code soak} or {@code breakpoint}
 * @param tool {@code k6} (usual) or {@code jmeter}
 * @param urls lines such as {@code GET https://host/path}; beside a document or evidence, the one system to test
 * @param rate requests per second of the usual load
 * @param duration of the main stage: {@code 10m}
 * @param p50 limit, as {@code 200ms}; {@code p95} and {@code p99} likewise
 * @param errors limit of the share of requests that fail: {@code 1%} or {@code 0.01}
 */
public record LoadTestOrder(
        @Nullable String kind,
        @Nullable String tool,
        @Nullable List<String> urls,
        @Nullable Double rate,
        @Nullable String duration,
        @Nullable String p50,
        @Nullable String p95,
        @Nullable String p99,
        @Nullable String errors) {

    private static final double USUAL_RATE = 10;
    private static final double MOST_RATE = 1_000_000;
    private static final String USUAL_BASE = "http://localhost:8080";
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(ms|s|m|min|h)");
    private static final Pattern RATIO = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,9})?)\\s*(%?)");

    public LoadTestOrder {
        urls = urls == null ? List.of() : List.copyOf(urls);
    }

    /** An order that leaves all but the kind and the tool to the traffic. */
    public static LoadTestOrder of(LoadKind kind, Tool tool) {
        return new LoadTestOrder(kind.id(), tool.id(), List.of(), null, null, null, null, null, null);
    }

    /** The addresses, never null. */
    public List<String> addresses() {
        return urls == null ? List.of() : urls;
    }

    /**
     * The tool that the test is for.
     *
     * @throws UnusableOrderException when there is no such tool
     */
    public Tool chosenTool() {
        return tool == null ? Tool.K6 : Tool.of(tool).orElseThrow(() -> noChoice(tool, Tool.values(), Tool::id));
    }

    private LoadKind chosenKind() {
        return kind == null
                ? LoadKind.AVERAGE
                : LoadKind.of(kind).orElseThrow(() -> noChoice(kind, LoadKind.values(), LoadKind::id));
    }

    private static <T> UnusableOrderException noChoice(String given, T[] choices, Function<T, String> id) {
        return new UnusableOrderException(
                "'" + given + "' is none of " + Arrays.stream(choices).map(id).collect(Collectors.joining(", ")) + ".");
    }

    /**
     * The test that is asked for.
     *
     * @param traffic what is to be requested
     * @param named whether the addresses of this order are that traffic; otherwise they name the system
     * @param usual criteria for what is not asked for
     * @throws UnusableOrderException when something that is asked for is not possible
     */
    public LoadModel model(Traffic traffic, boolean named, List<Criterion> usual) {
        var kinds = chosenKind();
        var notes = new ArrayList<>(traffic.notes());
        var perSecond = rate == null ? traffic.rate() : rate;
        if (perSecond == null) {
            perSecond = USUAL_RATE;
            notes.add("The rate of 10 requests per second is a guess: take the rate of your busiest hour.");
        }
        if (!(perSecond > 0 && perSecond <= MOST_RATE)) {
            throw new UnusableOrderException(
                    "A rate of " + perSecond + " is not possible; give requests per second, 50 for example.");
        }
        var length = duration == null ? null : time("duration", duration);
        if (length != null && length.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new UnusableOrderException("A test of '" + duration + "' is too short; give a second at least.");
        }
        return new LoadModel(
                kinds,
                base(traffic, named, notes),
                kinds.stages(perSecond, length),
                traffic.requests(),
                criteria(kinds, usual),
                notes);
    }

    private String base(Traffic traffic, boolean named, List<String> notes) {
        var base =
                named || addresses().isEmpty() ? traffic.baseUrl() : addresses().getFirst();
        if (!named && addresses().size() > 1) {
            throw new UnusableOrderException(
                    "Give one URL, that of the system to test; what is requested comes from the file.");
        }
        if (base == null) {
            notes.add("Which system to test was not said: " + USUAL_BASE + " stands for it.");
            return USUAL_BASE;
        }
        try {
            var uri = new URI(base.replaceFirst("/+$", ""));
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (web
                    && uri.getHost() != null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null) {
                return uri.toString();
            }
        } catch (URISyntaxException _) {
            // Told below, as what has no host is.
        }
        throw new UnusableOrderException(
                "'" + base + "' is no address of a system; give one like http://localhost:8080.");
    }

    /** Of a smoke test only what is asked for: percentiles of a request a second mean nothing. */
    private List<Criterion> criteria(LoadKind kinds, List<Criterion> usual) {
        var asked = new ArrayList<Criterion>();
        add(asked, 0.5, "p50", p50);
        add(asked, 0.95, "p95", p95);
        add(asked, 0.99, "p99", p99);
        var criteria = new ArrayList<Criterion>(asked);
        for (var criterion : usual) {
            switch (criterion) {
                case Latency latency -> {
                    if (asked.isEmpty() && kinds != LoadKind.SMOKE) {
                        criteria.add(latency);
                    }
                }
                case Failures failures -> {
                    if (errors == null) {
                        criteria.add(failures);
                    }
                }
            }
        }
        if (errors != null) {
            criteria.add(new Failures(ratio(errors)));
        }
        return criteria;
    }

    private static void add(List<Criterion> criteria, double quantile, String name, @Nullable String limit) {
        if (limit != null) {
            criteria.add(new Latency(quantile, time(name, limit)));
        }
    }

    private static Duration time(String name, String text) {
        var parts = DURATION.matcher(text.strip());
        if (!parts.matches()) {
            throw new UnusableOrderException(
                    "'" + text + "' is no " + name + "; give a number and its unit: 500ms, 2s, 10m or 4h.");
        }
        double millis = switch (parts.group(2)) {
            case "ms" -> 1;
            case "s" -> 1e3;
            case "h" -> 3.6e6;
            default -> 6e4;
        };
        var time = Duration.ofNanos(Math.round(Double.parseDouble(parts.group(1)) * millis * 1e6));
        if (!time.isPositive() || time.compareTo(Duration.ofDays(30)) > 0) {
            throw new UnusableOrderException("A " + name + " of '" + text + "' is not possible.");
        }
        return time;
    }

    private static double ratio(String text) {
        var parts = RATIO.matcher(text.strip());
        double ratio = parts.matches()
                ? Double.parseDouble(parts.group(1)) / (parts.group(2).isEmpty() ? 1 : 100)
                : -1;
        if (!(ratio > 0 && ratio <= 1)) {
            throw new UnusableOrderException("'" + text + "' is no limit for errors; give a share like 1% or 0.01.");
        }
        return ratio;
    }
}
