package dev.perfadvisor.engine.loadgen;

import dev.perfadvisor.engine.loadgen.Request.Variable;
import dev.perfadvisor.engine.loadgen.Stage.Part;
import java.net.URI;
import java.util.ArrayList;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** Writes a JMeter plan (5.5 or later): an Open Model Thread Group for each kind of request, with its share of the rate. */
final class JMeterPlan {

    private static final int CONNECT_MILLIS = 10_000;
    private static final int ANSWER_MILLIS = 60_000;

    /** Seconds at the end, and how many times the limit of latency. */
    private static final int PATIENCE = 5;

    private final LoadModel model;
    private final URI base;
    private final Jmx plan;

    private JMeterPlan(LoadModel model, Jmx plan) {
        this.model = model;
        this.base = URI.create(model.baseUrl());
        this.plan = plan;
    }

    static String of(LoadModel model) {
        return Jmx.plan(plan -> new JMeterPlan(model, plan).write());
    }

    private void write() throws XMLStreamException {
        plan.test("TestPlan", "TestPlanGui", model.kind().id() + " test", () -> {
            plan.string("TestPlan.comments", comments());
            plan.bool("TestPlan.functional_mode", false);
            plan.bool("TestPlan.serialize_threadgroups", false);
            plan.element(
                    "TestPlan.user_defined_variables",
                    "Arguments",
                    () -> arguments(() -> {
                        argument("protocol", "${__P(protocol," + base.getScheme() + ")}");
                        argument("host", "${__P(host," + base.getHost() + ")}");
                        argument("port", "${__P(port," + (base.getPort() < 0 ? "" : base.getPort()) + ")}");
                        argument(JMeterText.DOLLAR, "$");
                    }));
        });
        plan.tree(() -> {
            for (int i = 0; i < model.requests().size(); i++) {
                group(i, model.requests().get(i));
            }
            if (!model.criteria().isEmpty()) {
                JMeterVerdict.write(plan, model);
            }
        });
    }

    private String comments() {
        var lines = new ArrayList<String>();
        lines.add(model.kind().question());
        lines.add("");
        lines.add("jmeter -n -t test.jmx -l result.jtl -Jhost=" + base.getHost());
        lines.add("./advisor diagnose result.jtl");
        lines.add("");
        lines.add(
                "Why Open Model Thread Groups: users do not wait for each other. A fixed number of threads that wait for answers");
        lines.add(
                "asks less the slower the system gets, and hides what users would meet. There is one group for each kind of");
        lines.add("request, so that each arrives at its own rate; arrivals are random, as those of users are.");
        lines.add(
                "Each arrival is a new user with a connection of its own. Where real callers keep theirs, the times are higher");
        lines.add("than what those callers meet by the time to connect, which the result shows in its column Connect.");
        lines.add("Why so long: " + model.kind().why());
        lines.add("What to look at: " + model.kind().look() + ".");
        var judged = judged(model);
        lines.add("Judged are the requests from second " + judged[0] / 1000
                + (judged[1] == Long.MAX_VALUE ? " on" : " to " + judged[1] / 1000)
                + "; what comes before is warm-up.");
        if (model.kind() == LoadKind.BREAKPOINT) {
            lines.add(
                    "JMeter does not end by itself: look for the second from which latency climbs, and stop it there.");
        }
        lines.add("Run it without the GUI, and on another machine than the system's.");
        if (!model.criteria().isEmpty()) {
            lines.add("Passed when: "
                    + model.criteria().stream().map(Criterion::words).collect(Collectors.joining(", "))
                    + ". The verdict is printed at the end.");
        }
        model.notes().forEach(note -> lines.add("Note: " + note));
        return JMeterText.name(String.join("\n", lines));
    }

    private void group(int at, Request request) throws XMLStreamException {
        plan.test("OpenModelThreadGroup", "OpenModelThreadGroupGui", JMeterText.name(request.name()), () -> {
            plan.element("ThreadGroup.main_controller", "OpenModelThreadGroupController", () -> {});
            plan.string("ThreadGroup.on_sample_error", "continue");
            plan.string("OpenModelThreadGroup.schedule", schedule(request.share() / model.shares()));
            plan.string("OpenModelThreadGroup.random_seed", "");
        });
        plan.tree(() -> {
            variables(at, request);
            headers(request);
            sampler(at, request);
        });
    }

    /**
     * {@code rate(0/min) random_arrivals(60 s) rate(600/min) random_arrivals(600 s) rate(600/min) pause(5 s)}. Without the pause
     * those who still wait for an answer would be interrupted.
     */
    private String schedule(double share) {
        return model.stages().stream()
                .map(stage -> "%s random_arrivals(%d s) %s"
                        .formatted(rate(stage.from() * share), stage.length().toSeconds(), rate(stage.to() * share)))
                .collect(Collectors.joining("\n", "", "\npause(" + patience() + " s)"));
    }

    private long patience() {
        return model.criteria().stream()
                .filter(Criterion.Latency.class::isInstance)
                .mapToLong(criterion -> ((Criterion.Latency) criterion)
                        .limit()
                        .multipliedBy(PATIENCE)
                        .toSeconds())
                .reduce(PATIENCE, Math::max);
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, "rate(%.3f/min)", perSecond * 60);
    }

    /** A number is drawn for each variable; where there are values it is the place of one of them. */
    private void variables(int at, Request request) throws XMLStreamException {
        for (int i = 0; i < request.variables().size(); i++) {
            var variable = request.variables().get(i);
            if (!variable.values().isEmpty()) {
                values("path" + at + "_" + i, variable, true);
                values("body" + at + "_" + i, variable, false);
            }
            draw(JMeterText.drawn(at, i), variable);
        }
    }

    private void values(String list, Variable variable, boolean inPath) throws XMLStreamException {
        plan.test(
                "Arguments",
                "ArgumentsPanel",
                "Values of " + JMeterText.name(variable.name()),
                () -> arguments(() -> {
                    int place = 1;
                    for (var value : variable.values()) {
                        argument(list + "_" + place++, inPath ? JMeterText.encoded(value) : JMeterText.plain(value));
                    }
                }));
        plan.tree(() -> {});
    }

    private void draw(String name, Variable variable) throws XMLStreamException {
        boolean listed = !variable.values().isEmpty();
        plan.test("RandomVariableConfig", "TestBeanGUI", "One of " + JMeterText.name(variable.name()), () -> {
            plan.string("variableName", name);
            plan.string("minimumValue", listed ? "1" : String.valueOf(variable.least()));
            plan.string(
                    "maximumValue", String.valueOf(listed ? variable.values().size() : variable.most()));
            plan.string("outputFormat", "");
            plan.bool("perThread", false);
            plan.string("randomSeed", "");
        });
        plan.tree(() -> {});
    }

    private void headers(Request request) throws XMLStreamException {
        plan.test(
                "HeaderManager",
                "HeaderPanel",
                "Headers",
                () -> plan.collection("HeaderManager.headers", () -> {
                    for (var header : new TreeMap<>(request.headers()).entrySet()) {
                        header(header.getKey(), JMeterText.plain(header.getValue()));
                    }
                    for (var secret : request.secrets()) {
                        header(secret, "${__P(" + K6Script.variable(secret).toLowerCase(Locale.ROOT) + ",)}");
                    }
                }));
        plan.tree(() -> {});
    }

    private void header(String name, String value) throws XMLStreamException {
        plan.element("", "Header", () -> {
            plan.string("Header.name", JMeterText.plain(name));
            plan.string("Header.value", value);
        });
    }

    private void sampler(int at, Request request) throws XMLStreamException {
        plan.test("HTTPSamplerProxy", "HttpTestSampleGui", JMeterText.name(request.name()), () -> {
            plan.string("HTTPSampler.protocol", "${protocol}");
            plan.string("HTTPSampler.domain", "${host}");
            plan.string("HTTPSampler.port", "${port}");
            plan.string(
                    "HTTPSampler.path",
                    JMeterText.encoded(base.getRawPath() == null ? "" : base.getRawPath())
                            + JMeterText.path(request.path(), request.variables(), at));
            plan.string("HTTPSampler.method", JMeterText.plain(request.method()));
            plan.bool("HTTPSampler.follow_redirects", true);
            plan.bool("HTTPSampler.use_keepalive", true);
            plan.string("HTTPSampler.connect_timeout", String.valueOf(CONNECT_MILLIS));
            plan.string("HTTPSampler.response_timeout", String.valueOf(ANSWER_MILLIS));
            body(at, request, request.body());
        });
        plan.tree(() -> {});
    }

    private void body(int at, Request request, @Nullable String body) throws XMLStreamException {
        plan.bool("HTTPSampler.postBodyRaw", body != null);
        plan.element(
                "HTTPsampler.Arguments",
                "Arguments",
                () -> arguments(() -> {
                    if (body != null) {
                        plan.element("", "HTTPArgument", () -> {
                            plan.bool("HTTPArgument.always_encode", false);
                            plan.string("Argument.value", JMeterText.body(body, request.variables(), at));
                            plan.string("Argument.metadata", "=");
                        });
                    }
                }));
    }

    private void arguments(Jmx.Content each) throws XMLStreamException {
        plan.collection("Arguments.arguments", each);
    }

    private void argument(String name, String value) throws XMLStreamException {
        plan.element(name, "Argument", () -> {
            plan.string("Argument.name", name);
            plan.string("Argument.value", value);
            plan.string("Argument.metadata", "=");
        });
    }

    /** Begin and end of the part that is judged, in milliseconds since the start of the test; the last part has no end. */
    static long[] judged(LoadModel model) {
        var part = model.stages().stream()
                .map(Stage::part)
                .filter(Part::measured)
                .findFirst()
                .orElseThrow();
        long at = 0;
        long from = -1;
        long to = 0;
        for (var stage : model.stages()) {
            long end = at + stage.length().toMillis();
            if (stage.part() == part) {
                from = from < 0 ? at : from;
                to = end;
            }
            at = end;
        }
        return new long[] {from, to == at ? Long.MAX_VALUE : to};
    }
}
