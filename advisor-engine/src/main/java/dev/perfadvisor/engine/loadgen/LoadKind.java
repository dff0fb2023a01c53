package dev.perfadvisor.engine.loadgen;

import dev.perfadvisor.engine.loadgen.Stage.Part;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a load test is to find out, and how its rate moves for that. Factors and lengths follow the guide of k6. */
public enum LoadKind {
    SMOKE(
            Duration.ofMinutes(1),
            "Does the script work, and the system with it? A request a second, before anything larger is tried.",
            "A minute is enough: it is about errors, not about latency.",
            "errors and checks; percentiles of so few requests mean nothing"),
    AVERAGE(
            Duration.ofMinutes(10),
            "Does the system meet its criteria under the usual load?",
            "Ten minutes hold several full collections, checkpoints and cache expiries; a minute may hold none.",
            "p99 of the load stage, whether the figures are level over it, dropped iterations"),
    STRESS(
            Duration.ofMinutes(10),
            "Does it still work at one and a half times the usual load, and does it come back afterwards?",
            "Queues grow slowly: what is a little too much shows only after minutes.",
            "p99 at the higher rate against the usual one; the recovery stage must look like the time before"),
    SPIKE(
            Duration.ofMinutes(1),
            "Does it survive five times the usual load, all at once, and how soon is it as quick as before?",
            "A minute of spike is longer than buffers and pools can bridge; the recovery after it is what counts.",
            "errors in the spike, p99 of the recovery stage"),
    SOAK(
            Duration.ofHours(4),
            "Does something accumulate: memory, connections, threads, rows, files?",
            "Leaks of a few kB a request take hours to fill a heap; four hours is the least, a night is better.",
            "whether latency and memory rise under the same load; record with JFR beside it"),
    BREAKPOINT(
            Duration.ofMinutes(30),
            "At which rate are the criteria missed for the first time? The test ends there.",
            "The rate climbs slowly, so that every rate is held long enough to be told from the one before.",
            "the rate at which latency leaves its level, and what is saturated then");

    private static final Duration SETTLING = Duration.ofMinutes(1);
    private static final double STRESSED = 1.5;
    private static final double SPIKED = 5;
    private static final double CLIMBED = 10;

    private final Duration usual;
    private final String question;
    private final String why;
    private final String look;

    LoadKind(Duration usual, String question, String why, String look) {
        this.usual = usual;
        this.question = question;
        this.why = why;
        this.look = look;
    }

    /** As it is typed. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<LoadKind> of(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
    }

    /** How long the main stage takes unless asked for otherwise. */
    public Duration usual() {
        return usual;
    }

    String question() {
        return question;
    }

    String why() {
        return why;
    }

    String look() {
        return look;
    }

    /**
     * The stages of such a test.
     *
     * @param rate requests per second of the usual load
     * @param length of the main stage, null for the usual one; the stages around it shrink with it
     */
    public List<Stage> stages(double rate, @Nullable Duration length) {
        var main = length == null ? usual : length;
        var settling = shorter(SETTLING, main.dividedBy(2));
        return switch (this) {
            case SMOKE -> List.of(new Stage(Part.LOAD, main, Math.min(1, rate), Math.min(1, rate)));
            case AVERAGE, SOAK ->
                List.of(
                        new Stage(Part.WARMUP, settling, 0, rate),
                        new Stage(Part.WARMUP, settling, rate, rate),
                        new Stage(Part.LOAD, main, rate, rate));
            case STRESS ->
                List.of(
                        new Stage(Part.WARMUP, settling, 0, rate),
                        new Stage(Part.WARMUP, settling, rate, rate),
                        new Stage(Part.RISE, settling, rate, STRESSED * rate),
                        new Stage(Part.LOAD, main, STRESSED * rate, STRESSED * rate),
                        new Stage(Part.RECOVERY, settling.multipliedBy(2), rate, rate));
            case SPIKE ->
                List.of(
                        new Stage(Part.WARMUP, settling, 0, rate),
                        new Stage(Part.WARMUP, settling, rate, rate),
                        new Stage(Part.SPIKE, shorter(Duration.ofSeconds(10), settling), rate, SPIKED * rate),
                        new Stage(Part.SPIKE, main, SPIKED * rate, SPIKED * rate),
                        new Stage(Part.RECOVERY, main.multipliedBy(3), rate, rate));
            case BREAKPOINT ->
                List.of(
                        new Stage(Part.WARMUP, settling, 0, rate),
                        new Stage(Part.WARMUP, settling, rate, rate),
                        new Stage(Part.CLIMB, main, rate, CLIMBED * rate));
        };
    }

    private static Duration shorter(Duration one, Duration other) {
        var shorter = one.compareTo(other) < 0 ? one : other;
        return Duration.ofSeconds(Math.max(1, shorter.toSeconds()));
    }
}
