package dev.perfadvisor.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.perfadvisor.engine.model.ComparisonLimits;
import dev.perfadvisor.engine.model.ComparisonVerdict;
import dev.perfadvisor.engine.model.ComparisonVerdict.NotProven;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    private static final ComparisonLimits LIMITS = new ComparisonLimits(Map.ofEntries(
            Map.entry("level", 0.05),
            Map.entry("median.share", 0.667),
            Map.entry("power", 0.8),
            Map.entry("variation.p50", 0.05),
            Map.entry("variation.p95", 0.1),
            Map.entry("margin.p50", 0.05),
            Map.entry("margin.p95", 0.1)));

    private static ComparisonVerdict verdict(double[] base, double[] candidate) {
        return new Judgement(LIMITS)
                .of(List.of(figure("p50", base, candidate), figure("p95", base, candidate)))
                .getFirst()
                .verdict();
    }

    private static Figure figure(String quantile, double[] base, double[] candidate) {
        return new Figure("", quantile, list(base), list(candidate));
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static double[] times(double[] values, double factor) {
        return Arrays.stream(values).map(v -> v * factor).toArray();
    }

    /** Six against six, all of one side first: 2 of the 924 ways to deal twelve runs. */
    @Test
    void ranksThatAreFullyApartHaveTheLowestProbability() {
        double[] low = {1, 2, 3, 4, 5, 6};
        double[] high = {7, 8, 9, 10, 11, 12};
        assertThat(RankTest.p(low, high)).isEqualTo(2 / 924.0, within(1e-12));
        assertThat(RankTest.lowest(6, 6)).isEqualTo(2 / 924.0, within(1e-12));
        assertThat(RankTest.p(low, low)).isEqualTo(1, within(1e-12));
    }

    /** wilcox.test(c(1.1, 2.2, 3.3, 4.4), c(2.5, 3.5, 4.5, 5.5)): W = 3, and 14 of the 70 ways are as far out. */
    @Test
    void theExactProbabilityCountsWays() {
        double[] a = {1.1, 2.2, 3.3, 4.4};
        double[] b = {2.5, 3.5, 4.5, 5.5};
        assertThat(RankTest.p(a, b)).isEqualTo(14 / 70.0, within(1e-12));
    }

    /** 0.01, 0.02 and 0.04 of equal weight: 3 * 0.01, 2 * 0.02, 1 * 0.04. */
    @Test
    void holmStepsDown() {
        assertThat(Holm.corrected(new double[] {0.04, 0.01, 0.02}, new double[] {1, 1, 1}))
                .containsExactly(new double[] {0.04, 0.03, 0.04}, within(1e-12));
    }

    @Test
    void aTenthSlowerInEveryRunIsWorse() {
        double[] base = {1, 1.01, 1.02, 0.99, 0.98, 1.015};
        assertThat(verdict(base, times(base, 1.1))).isEqualTo(new ComparisonVerdict.Worse());
        assertThat(verdict(times(base, 1.1), base)).isEqualTo(new ComparisonVerdict.Better());
    }

    @Test
    void runsThatAgreeCloselyShowNoChange() {
        double[] base = {1, 1.01, 1.02, 0.99, 0.98, 1.015};
        assertThat(verdict(base, times(base, 1.005))).isEqualTo(new ComparisonVerdict.NoChange(0.05));
    }

    @Test
    void oneRunASideProvesNothing() {
        assertThat(verdict(new double[] {1}, new double[] {1.5}))
                .isInstanceOfSatisfying(
                        NotProven.class,
                        open -> assertThat(open.indication()).isEqualTo(ComparisonVerdict.Indication.WORSE));
        assertThat(verdict(new double[] {1}, new double[] {1.05}))
                .isInstanceOfSatisfying(
                        NotProven.class,
                        open -> assertThat(open.indication()).isEqualTo(ComparisonVerdict.Indication.NONE));
    }

    @Property(tries = 100)
    void theProbabilityDoesNotDependOnWhichSideIsFirst(
            @ForAll @Size(min = 2, max = 8) List<@DoubleRange(min = 0.1, max = 10) Double> a,
            @ForAll @Size(min = 2, max = 8) List<@DoubleRange(min = 0.1, max = 10) Double> b) {
        assertThat(RankTest.p(array(a), array(b))).isEqualTo(RankTest.p(array(b), array(a)), within(1e-12));
    }

    @Property(tries = 100)
    void identicalRunsNeverDiffer(@ForAll @Size(min = 1, max = 8) List<@DoubleRange(min = 0.1, max = 10) Double> runs) {
        assertThat(verdict(array(runs), array(runs)).id()).isIn("no-change", "not-proven");
    }

    @Property(tries = 100)
    void sidesTheOtherWayRoundSwapBetterAndWorse(
            @ForAll @Size(min = 1, max = 8) List<@DoubleRange(min = 0.1, max = 10) Double> a,
            @ForAll @Size(min = 1, max = 8) List<@DoubleRange(min = 0.1, max = 10) Double> b) {
        assertThat(swapped(verdict(array(b), array(a)).words()))
                .isEqualTo(verdict(array(a), array(b)).words());
    }

    private static String swapped(String words) {
        return words.replace("better", "?").replace("worse", "better").replace("?", "worse");
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
