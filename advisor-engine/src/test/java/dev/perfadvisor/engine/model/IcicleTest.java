package dev.perfadvisor.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.model.Chart.Chain;
import dev.perfadvisor.engine.model.Chart.FlameChange;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What of calls is drawn, of one side and of two. */
class IcicleTest {

    private record Sided(String name, List<Long> weights, List<Sided> children) implements Icicle.Call {

        @Override
        public long weight(int side) {
            return weights.get(side);
        }
    }

    private static Sided call(String name, long before, long after, Sided... children) {
        return new Sided(name, List.of(before, after), List.of(children));
    }

    private static FlameChange change(Sided root) {
        var rows = Icicle.of(root, 2);
        return new FlameChange(
                "lock",
                "ns",
                rows.names(),
                rows.calls(),
                rows.depths(),
                rows.weights().get(0),
                rows.weights().get(1),
                root.weight(0),
                root.weight(1));
    }

    @Test
    void aSideWithNothingInItHasSharesOfZero() {
        var change = change(call("", 0, 40, call("pool", 0, 40, call("Shop.pay", 0, 30))));
        assertThat(change.names()).containsExactly("pool", "Shop.pay");
        for (int row = 0; row < 2; row++) {
            assertThat(change.before(row)).isZero();
            assertThat(change.beyondChance(row)).isFalse();
        }
        assertThat(change.after(1)).isEqualTo(0.75);
        assertThat(change(call("", 0, 0, call("pool", 0, 0))).calls()).isEmpty();
    }

    @Test
    void whatIsGoneIsDrawnToo() {
        var change = change(call("", 100, 1000, call("old", 60, 0), call("new", 0, 900), call("tiny", 0, 4)));
        assertThat(change.names()).containsExactly("old", "new");
        assertThat(change.before(0)).isEqualTo(0.6);
        assertThat(change.after(0)).isZero();
    }

    @Test
    void callsThatOnlyHandOnAreOneRowWhereBothSidesAgree() {
        var rows = Icicle.of(
                call("", 9, 9, call("pool", 9, 9, call("a", 8, 7, call("b", 8, 7, call("c", 8, 7, call("d", 8, 6)))))),
                2);
        assertThat(rows.names().get(rows.calls().get(1))).isEqualTo("a \u2026 c");
        assertThat(rows.chains()).containsExactly(new Chain(1, List.of(1, 2, 3)));
        assertThat(rows.depths()).containsExactly(0, 1, 2);
    }

    /** However many calls there are, no more rows are drawn than a page can show, and those are the largest. */
    @Property(tries = 40)
    void isBounded(
            @ForAll @Size(min = 1, max = 60) List<@LongRange(min = 1, max = 100_000) Long> weights,
            @ForAll @IntRange(min = 1, max = 60) int each) {
        var groups = IntStream.range(0, weights.size())
                .mapToObj(i -> {
                    var calls = IntStream.range(0, each)
                            .mapToObj(j -> call("call" + i + '-' + j, weights.get(i), 0))
                            .toArray(Sided[]::new);
                    return call("group" + i, weights.get(i) * each, 0, calls);
                })
                .toArray(Sided[]::new);
        long total = weights.stream().mapToLong(weight -> weight * each).sum();
        var rows = Icicle.of(call("", total, 0, groups), 2);
        assertThat(rows.calls()).hasSizeLessThanOrEqualTo(450);
        long least = rows.weights().getFirst().stream()
                .mapToLong(Long::longValue)
                .min()
                .orElse(0);
        var drawn = rows.names();
        for (var group : groups) {
            assertThat(drawn.contains(group.name()) || group.weight(0) <= Math.max(least, total / 100))
                    .isTrue();
        }
    }
}
