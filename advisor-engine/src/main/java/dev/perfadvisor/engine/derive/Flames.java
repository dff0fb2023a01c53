package dev.perfadvisor.engine.derive;

import dev.perfadvisor.engine.model.Chart.Flame;
import dev.perfadvisor.engine.model.FlameGraph;
import dev.perfadvisor.engine.model.Icicle;

/** Cuts flame graphs down to what can be seen. */
final class Flames {

    private Flames() {}

    static Flame of(FlameGraph graph) {
        var rows = Icicle.of(graph.root(), 1);
        return new Flame(
                graph.measure(),
                graph.unit(),
                rows.names(),
                rows.calls(),
                rows.depths(),
                rows.weights().getFirst(),
                graph.root().total(),
                rows.chains());
    }
}
