package dev.perfadvisor.engine.derive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.perfadvisor.engine.evidence.Timeline;
import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.Chart.Flame;
import dev.perfadvisor.engine.model.Chart.Track;
import dev.perfadvisor.engine.model.Chart.Tracks;
import dev.perfadvisor.engine.model.FlameGraph;
import dev.perfadvisor.engine.model.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The figures of the pictures are those of the evidence. */
class OverviewFactTest {

    private static final Instant START = Instant.parse("2026-11-22T08:30:00Z");

    private static Artifact artifact(String kind, long from, long to) {
        return new Artifact(
                kind, kind, kind, "", 1, "", new Reading.Complete(), START.plusSeconds(from), START.plusSeconds(to));
    }

    private static Tracks tracks(Timeline timeline, Artifact... artifacts) {
        return Objects.requireNonNull(
                OverviewFact.of(List.of(artifacts), timeline, List.of()).tracks());
    }

    private static Track track(Tracks tracks, String id) {
        return tracks.tracks().stream()
                .filter(t -> t.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void withoutEvidenceNothingIsKnownAndWithItNothingIsZero() {
        var timeline = new Timeline();
        timeline.add("load.requests", START.plusSeconds(5), 12);
        timeline.add("load.p95Nanos", START.plusSeconds(5), 40_000_000);
        var tracks = tracks(timeline, artifact("jfr", 0, 9), artifact("load", 4, 6));

        assertThat(tracks.step()).isEqualTo(Duration.ofSeconds(1));
        assertThat(track(tracks, "requests").values())
                .containsExactly(null, null, null, null, 0.0, 12.0, 0.0, null, null, null);
        assertThat(track(tracks, "p95").values())
                .containsExactly(null, null, null, null, null, 0.04, null, null, null, null);
    }

    @Test
    void aShareOfTheProcessorIsTheMeanOfItsSamples() {
        var timeline = new Timeline();
        for (long permille : new long[] {200, 400}) {
            timeline.add("cpu.jvmPermille", START.plusSeconds(1), permille);
            timeline.add("cpu.samples", START.plusSeconds(1), 1);
        }
        assertThat(track(tracks(timeline, artifact("jfr", 0, 2)), "cpu").values())
                .containsExactly(null, 0.3, null);
    }

    @Test
    void artifactsWithoutTimesAreOnNoAxis() {
        var untimed = new Artifact("a", "a", "load", "", 1, "", new Reading.Complete(), null, null);
        assertThat(OverviewFact.of(List.of(untimed), new Timeline(), List.of()).isEmpty())
                .isTrue();
    }

    @Property(tries = 50)
    void nothingIsLostOrAddedHoweverLongItTook(
            @ForAll @Size(min = 1, max = 30) Map<@IntRange(max = 100_000) Integer, @LongRange(min = 1, max = 999) Long> requests) {
        var timeline = new Timeline();
        int last = requests.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        requests.forEach((second, count) -> timeline.add("load.requests", START.plusSeconds(second), count));
        var tracks = tracks(timeline, artifact("load", 0, last));
        var values = track(tracks, "requests").values();

        assertThat(values).hasSizeLessThanOrEqualTo(241);
        double drawn =
                values.stream().filter(Objects::nonNull).mapToDouble(v -> v).sum()
                        * tracks.step().toSeconds();
        double all = requests.values().stream().mapToLong(Long::longValue).sum();
        // Each step is rounded to three digits.
        assertThat(drawn).isCloseTo(all, within(all * 0.006));
    }

    private static Flame flame(FlameGraph graph) {
        return OverviewFact.of(List.of(), new Timeline(), List.of(graph))
                .flames()
                .getFirst();
    }

    @Test
    void callsThatOnlyHandOnAreOneBar() {
        var root = new FlameGraph.Builder("all");
        var call = root.child("http-#");
        for (var name : new String[] {"a.run", "b.run", "c.run", "d.run"}) {
            call = call.child(name);
        }
        call.child("x.left").add(600);
        call.child("x.right").add(399);
        call.child("x.tiny").add(1);
        var flame = flame(root.graph("cpu", "samples"));

        assertThat(flame.calls().stream().map(flame.names()::get))
                .containsExactly("http-#", "a.run \u2026 d.run", "x.left", "x.right");
        assertThat(flame.chains()).singleElement().satisfies(chain -> {
            assertThat(chain.row()).isEqualTo(1);
            assertThat(chain.calls().stream().map(flame.names()::get))
                    .containsExactly("a.run", "b.run", "c.run", "d.run");
        });
        assertThat(flame.depths()).containsExactly(0, 1, 2, 2);
        assertThat(flame.weights()).containsExactly(1000L, 1000L, 600L, 399L);
        assertThat(flame.total()).isEqualTo(1000);
    }

    @Property(tries = 50)
    void callsAreNeverWiderThanTheirCallersAndNeverTooMany(
            @ForAll @Size(min = 1, max = 300) List<@Size(min = 1, max = 12) List<@IntRange(max = 4) Integer>> stacks) {
        var root = new FlameGraph.Builder("all");
        for (var stack : stacks) {
            var call = root;
            for (int frame : stack) {
                call = call.child("f" + frame);
            }
            call.add(1);
        }
        var flame = flame(root.graph("cpu", "samples"));
        var inside = new ArrayList<Long>(List.of(flame.total()));
        for (int row = 0; row < flame.depths().size(); row++) {
            int depth = flame.depths().get(row);
            long weight = flame.weights().get(row);
            inside.subList(depth + 1, inside.size()).clear();
            assertThat(weight).isLessThanOrEqualTo(inside.get(depth));
            inside.set(depth, inside.get(depth) - weight);
            inside.add(weight);
        }
        assertThat(flame.total()).isEqualTo(stacks.size());
        assertThat(flame.calls()).hasSizeBetween(1, 450);
    }
}
