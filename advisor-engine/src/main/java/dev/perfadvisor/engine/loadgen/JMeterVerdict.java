package dev.perfadvisor.engine.loadgen;

import dev.perfadvisor.engine.loadgen.Criterion.Failures;
import dev.perfadvisor.engine.loadgen.Criterion.Latency;
import java.math.BigDecimal;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;

/**
 * JMeter has no thresholds of its own: a listener counts the requests of the judged part in a histogram of milliseconds, and
 * a last thread group prints whether the criteria were met. The language is JEXL, as JMeter's Groovy fails on new JDKs. The scripts
 * hold numbers of ours only, no text of anybody else, and no <code>${...}</code>, which JMeter would take for its variables.
 */
final class JMeterVerdict {

    private static final String COUNT = """
            // Requests that began in the part that is judged, in a histogram: a slot for each millisecond, the last two for those
            // over a minute and for those that failed.
            var at = sampleResult.getStartTime() - vars.get('TESTSTART.MS');
            if (at >= %d && at < %d) {
                props.putIfAbsent('advisor.seen', new('java.util.concurrent.atomic.AtomicLongArray', 60002));
                var seen = props.get('advisor.seen');
                var millis = sampleResult.getTime();
                seen.incrementAndGet(millis < 60000 ? millis.intValue() : 60000);
                if (!sampleResult.isSuccessful()) { seen.incrementAndGet(60001); }
            }
            """;

    private static final String JUDGE = """
            SampleResult.setIgnore();
            var seen = props.remove('advisor.seen');
            var n = 0;
            if (seen != null) { for (var i : 0 .. 60000) { n = n + seen.get(i); } }
            var quantile = function(q) {
                var before = 0;
                for (var i : 0 .. 60000) { before = before + seen.get(i); if (before >= q * n) { return i; } }
                return 60000;
            };
            var say = function(met, what) { OUT.println((met ? 'MET     ' : 'MISSED  ') + what); };
            if (n == 0) { say(false, 'no request was made in the part that is judged'); }
            else {
            %s
            }
            """;

    private JMeterVerdict() {}

    static void write(Jmx plan, LoadModel model) throws XMLStreamException {
        var judged = JMeterPlan.judged(model);
        script(plan, "JSR223Listener", "Counts what is judged", COUNT.formatted(judged[0], judged[1]));
        plan.test("PostThreadGroup", "PostThreadGroupGui", "Verdict", () -> {
            plan.integer("ThreadGroup.num_threads", 1);
            plan.integer("ThreadGroup.ramp_time", 0);
            plan.bool("ThreadGroup.same_user_on_next_iteration", false);
            plan.string("ThreadGroup.on_sample_error", "continue");
            plan.element("ThreadGroup.main_controller", "LoopController", () -> {
                plan.string("LoopController.loops", "1");
                plan.bool("LoopController.continue_forever", false);
            });
        });
        var criteria = model.criteria().stream().map(JMeterVerdict::judged).collect(Collectors.joining("\n"));
        plan.tree(() -> script(plan, "JSR223Sampler", "Verdict", JUDGE.formatted(criteria)));
    }

    private static void script(Jmx plan, String type, String name, String text) throws XMLStreamException {
        plan.test(type, "TestBeanGUI", name, () -> {
            plan.string("scriptLanguage", "jexl3");
            plan.string("parameters", "");
            plan.string("filename", "");
            plan.string("cacheKey", "true");
            plan.string("script", text);
        });
        plan.tree(() -> {});
    }

    private static String judged(Criterion criterion) {
        return switch (criterion) {
            case Latency(var quantile, var limit) ->
                "    say(quantile(%1$s) < %2$d, '%3$s: ' + quantile(%1$s) + ' ms, of ' + n + ' requests');"
                        .formatted(plain(quantile), limit.toMillis(), criterion.words());
            case Failures(var limit) ->
                "    say(seen.get(60001) < %s * n, '%s: ' + seen.get(60001) + ' of ' + n);"
                        .formatted(plain(limit), criterion.words());
        };
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).toPlainString();
    }
}
