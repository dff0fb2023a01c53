package dev.perfadvisor.engine.compare;

import dev.perfadvisor.engine.model.Comparison.Measure;
import dev.perfadvisor.engine.model.Comparison.Method;
import dev.perfadvisor.engine.model.Comparison.Ratio;
import dev.perfadvisor.engine.model.ComparisonLimits;
import dev.perfadvisor.engine.model.ComparisonVerdict;
import dev.perfadvisor.engine.model.ComparisonVerdict.Indication;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** Judges figures, corrected for their number. */
final class Judgement {

    private static final double TAIL = 0.025;

    private final ComparisonLimits limits;

    Judgement(ComparisonLimits limits) {
        this.limits = limits;
    }

    List<Measure> of(List<Figure> figures) {
        var p = new double[figures.size()];
        var weights = new double[figures.size()];
        var looks = figures.stream().map(this::look).toList();
        for (int i = 0; i < p.length; i++) {
            p[i] = looks.get(i).p();
            // The first one is the typical request's, if its figure is known at all.
            boolean first = i == 0 && figures.get(i).ofTypical();
            weights[i] = first ? limits.medianShare() : (1 - limits.medianShare()) / Math.max(1, p.length - 1);
        }
        var corrected = Holm.corrected(p, weights);
        double all = Arrays.stream(weights).sum();
        var measures = new ArrayList<Measure>();
        for (int i = 0; i < p.length; i++) {
            double own = limits.level() * weights[i] / all;
            measures.add(measure(figures.get(i), looks.get(i), corrected[i], own));
        }
        return measures;
    }

    /** A figure looked at by itself; differences are logarithms. */
    private record Look(Method method, double shift, double low, double high, double p, double spread) {}

    private Look look(Figure figure) {
        double[] a = logarithms(figure.base());
        double[] b = logarithms(figure.candidate());
        double shift = Shift.of(a, b);
        int fewest = RunsNeeded.fewest(limits.level() * limits.medianShare());
        if (Math.min(a.length, b.length) >= fewest) {
            double[] interval = Bootstrap.interval(a, b);
            return new Look(Method.RUNS, shift, interval[0], interval[1], RankTest.p(a, b), Shift.spread(a, b));
        }
        boolean own = Math.max(a.length, b.length) >= fewest;
        double spread = own ? Shift.spread(a, b) : limits.variation(figure.quantile());
        double error = spread * Math.sqrt(1.0 / a.length + 1.0 / b.length);
        int freedom = a.length + b.length - 2;
        var student = own ? TDistribution.of(freedom) : null;
        var normal = NormalDistribution.of(0, 1);
        double reach =
                student == null ? normal.inverseSurvivalProbability(TAIL) : student.inverseSurvivalProbability(TAIL);
        double far = error == 0 ? (shift == 0 ? 0 : Double.MAX_VALUE) : Math.abs(shift) / error;
        double p = 2 * (student == null ? normal.survivalProbability(far) : student.survivalProbability(far));
        return new Look(
                own ? Method.OWN_VARIATION : Method.USUAL_VARIATION,
                shift,
                shift - reach * error,
                shift + reach * error,
                p,
                spread);
    }

    private Measure measure(Figure figure, Look look, double corrected, double level) {
        double margin = limits.margin(figure.quantile());
        return new Measure(
                figure.subject(),
                figure.quantile(),
                figure.base(),
                figure.candidate(),
                new Ratio(Math.exp(look.shift()), Math.exp(look.low()), Math.exp(look.high())),
                look.method(),
                look.p(),
                corrected,
                verdict(look, corrected, margin, level));
    }

    private ComparisonVerdict verdict(Look look, double corrected, double margin, double level) {
        double wide = Math.log1p(margin);
        boolean runs = look.method() == Method.RUNS;
        boolean differs = corrected <= limits.level();
        if (runs && look.low() > -wide && look.high() < wide) {
            return new ComparisonVerdict.NoChange(margin);
        }
        if (runs && differs && look.shift() != 0) {
            return look.shift() > 0 ? new ComparisonVerdict.Worse() : new ComparisonVerdict.Better();
        }
        boolean indicated = !runs && differs && Math.abs(look.shift()) > wide;
        var indication = !indicated ? Indication.NONE : look.shift() > 0 ? Indication.WORSE : Indication.BETTER;
        return new ComparisonVerdict.NotProven(
                indication, RunsNeeded.of(look.shift(), wide, look.spread(), level, limits.power()));
    }

    private static double[] logarithms(List<Double> values) {
        return values.stream().mapToDouble(Math::log).toArray();
    }
}
