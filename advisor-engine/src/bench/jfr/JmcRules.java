import java.io.File;
import java.util.Map;
import java.util.concurrent.Future;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;
import org.openjdk.jmc.flightrecorder.rules.IResult;
import org.openjdk.jmc.flightrecorder.rules.IRule;
import org.openjdk.jmc.flightrecorder.rules.RuleRegistry;
import org.openjdk.jmc.flightrecorder.rules.util.RulesToolkit;

/** What JDK Mission Control does with a recording: load it and evaluate all of its rules. */
final class JmcRules {

    private JmcRules() {}

    public static void main(String[] args) throws Exception {
        var events = JfrLoaderToolkit.loadEvents(new File(args[0]));
        Map<IRule, Future<IResult>> results =
                RulesToolkit.evaluateParallel(RuleRegistry.getRules(), events, null, 0);
        for (var result : results.entrySet()) {
            var outcome = result.getValue().get();
            System.out.println(result.getKey().getId() + "\t" + outcome.getSeverity() + "\t" + outcome.getSummary());
        }
    }
}
