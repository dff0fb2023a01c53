package dev.perfadvisor.engine.evidence.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.model.FlameGraph;
import dev.perfadvisor.engine.render.FlameGraphs;
import dev.perfadvisor.engine.render.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.ToLongFunction;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Flame graphs hold what the JDK's own reader counts, whole or put together from parts. */
class FlameGraphTest {

    static List<byte[]> recordings() {
        return List.of(Recordings.SEQUENTIAL_CALLS, Recordings.POOL_WAIT, Recordings.LEAK);
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void weightsAreThoseOfTheJdk(byte[] recording) throws IOException {
        var file = Recordings.file(recording);
        var events = RecordingFile.readAllEvents(file);
        Files.delete(file);
        var read = Recordings.read(recording).accumulator();

        assertThat(weight(read, Measure.CPU)).isEqualTo(sum(events, "jdk.ExecutionSample", _ -> 1));
        assertThat(weight(read, Measure.NATIVE)).isEqualTo(sum(events, "jdk.NativeMethodSample", _ -> 1));
        assertThat(weight(read, Measure.EXCEPTIONS)).isEqualTo(sum(events, "jdk.JavaExceptionThrow", _ -> 1));
        assertThat(weight(read, Measure.ALLOCATION))
                .isEqualTo(sum(events, "jdk.ObjectAllocationSample", event -> event.getLong("weight")));
    }

    /** Of events with a stack, as others have no place in a graph. */
    private static long sum(List<RecordedEvent> events, String type, ToLongFunction<RecordedEvent> amount) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals(type) && event.getStackTrace() != null)
                .mapToLong(amount)
                .sum();
    }

    private static long weight(JfrAccumulator read, Measure measure) {
        return read.flameGraph(measure, _ -> true).root().total();
    }

    @Test
    void mergedPartsDrawTheSameGraph() {
        var whole = Recordings.read(Recordings.join(recordings())).accumulator();
        var merged = new JfrAccumulator();
        recordings().forEach(part -> merged.merge(Recordings.read(part).accumulator()));
        for (var measure : Measure.values()) {
            assertThat(merged.flameGraph(measure, _ -> true)).isEqualTo(whole.flameGraph(measure, _ -> true));
        }
    }

    @Test
    void aFullTreeTellsWhatItCut() {
        var tree = new CallTree(3);
        int first = tree.child(CallTree.ROOT, tree.symbol("a"));
        int second = tree.child(first, tree.symbol("b"));
        int third = tree.child(second, tree.symbol("c"));
        tree.add(second, 5);
        tree.add(tree.child(third, tree.symbol("d")), 7);

        assertThat(tree.total()).isEqualTo(12);
        assertThat(tree.cut()).isEqualTo(7);
        assertThat(tree.own(second)).isEqualTo(12);
        assertThat(tree.nodes()).isEqualTo(2);
    }

    @Test
    void textFitsTheWindowAndTellsTheChange() {
        var now = graph(30, 70);
        var text = FlameGraphs.text(now, graph(50, 50), new Style(60, false, false, true));

        assertThat(text.lines()).allMatch(line -> line.length() <= 60).anyMatch(line -> line.contains("+20.0"));
        assertThat(FlameGraphs.collapsed(now, null)).isEqualTo("http-#;Shop.list 30\nhttp-#;Shop.list;Shop.price 70\n");
        assertThat(FlameGraphs.collapsed(now, graph(50, 50)))
                .isEqualTo("http-#;Shop.list 50 30\nhttp-#;Shop.list;Shop.price 50 70\n");
    }

    @Test
    void callsThatOnlyHandOnAreOneLine() {
        var root = new FlameGraph.Builder("all");
        var handed =
                root.child("http-#").child("a.Thread.run").child("a.Pool.work").child("a.Filter.filter");
        handed.child("a.Shop.list").add(3);
        handed.child("a.Shop.pay").add(1);
        var graph = root.graph("cpu", "samples");

        assertThat(FlameGraphs.text(graph, null, new Style(80, false, true, true))
                        .lines())
                .satisfiesExactly(
                        title -> assertThat(title).contains("4 samples"),
                        group -> assertThat(group).contains("100.0 %").endsWith(" http-#"),
                        chain -> assertThat(chain).contains("100.0 %").endsWith("  a.Thread.run … a.Filter.filter"),
                        list -> assertThat(list).contains("75.0 %").endsWith("   a.Shop.list"),
                        pay -> assertThat(pay).contains("25.0 %").endsWith("   a.Shop.pay"));
        assertThat(FlameGraphs.text(graph, graph(1, 1), new Style(80, false, false, true)))
                .contains("a.Thread.run ... a.Filter.filter");
        assertThat(FlameGraphs.text(graph(1, 1), graph, new Style(80, false, false, true)))
                .doesNotContain("...");
    }

    @Test
    void noNameEndsTheScriptOfThePage() {
        var root = new FlameGraph.Builder("all");
        root.child("http-#").child("</script><b>").add(1);
        var page = FlameGraphs.html(root.graph("cpu", "samples"), null);

        assertThat(page).contains("<html").doesNotContain("</script><b>");
    }

    private static FlameGraph graph(long list, long price) {
        var root = new FlameGraph.Builder("all");
        var shop = root.child("http-#").child("Shop.list");
        shop.add(list);
        shop.child("Shop.price").add(price);
        return root.graph("cpu", "samples");
    }
}
