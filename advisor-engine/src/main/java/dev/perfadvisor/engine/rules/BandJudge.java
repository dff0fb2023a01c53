package dev.perfadvisor.engine.rules;

import dev.perfadvisor.engine.model.Band;
import dev.perfadvisor.engine.model.FactTree;
import dev.perfadvisor.engine.model.Origin;
import dev.perfadvisor.engine.model.Result.BandReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds facts against the decision table: what was measured, and where nothing was, what the user says. */
public final class BandJudge {

    private BandJudge() {}

    /** One reading for each metric that is known. */
    public static List<BandReading> judge(RuleBook book, FactTree facts) {
        var scope = Scope.of(facts);
        var readings = new ArrayList<BandReading>();
        for (var band : book.bands().values()) {
            var measured = number(scope.value(FactPath.of(band.fact())));
            var value = measured == null ? number(scope.value(FactPath.of(band.claim()))) : measured;
            if (value != null) {
                readings.add(reading(band, value, measured == null ? Origin.CLAIMED : Origin.MEASURED));
            }
        }
        return List.copyOf(readings);
    }

    private static BandReading reading(Band band, double value, Origin origin) {
        return new BandReading(band, value, origin, band.judge(value));
    }

    private static @Nullable Double number(@Nullable Object value) {
        return switch (value) {
            case Duration d -> d.toNanos() / 1e9;
            case Number n -> n.doubleValue();
            case null, default -> null;
        };
    }
}
