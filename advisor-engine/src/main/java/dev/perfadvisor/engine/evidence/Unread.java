package dev.perfadvisor.engine.evidence;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Why what people hand in is not read, and what to do: much of it is evidence of another kind, in place of which something can
 * be handed in that tells the same.
 *
 * @param format what it is, as the format of an artifact; empty when unknown
 * @param advice what to do instead, with the command
 */
record Unread(String format, String cause, String advice) {

    private record Known(Pattern sign, Unread unread) {
        Known(String format, String sign, String what, String advice) {
            this(
                    Pattern.compile(sign),
                    new Unread(format, "this is " + what + ", a kind of evidence that is not read", advice));
        }
    }

    private static final String RECORD = "jcmd PID JFR.start settings=profile duration=2m filename=app.jfr";

    private static final List<Known> ALL = List.of(
            new Known(
                    "gc-log",
                    "(?m)^(\\[[^\\]\\n]{1,60}\\]){1,8}\\[gc[, \\]]|\\[(Full )?GC \\((Allocation|System|Metadata|Ergonomics)",
                    "a log of the garbage collector",
                    "A recording of the same time holds every collection and its pauses, and what made the garbage: "
                            + RECORD),
            new Known(
                    "thread-dump",
                    "(?m)^Full thread dump ",
                    "a thread dump",
                    "A recording holds the stacks of a while instead of a moment, and who waited for which lock: "
                            + RECORD),
            new Known(
                    "class-histogram",
                    "(?m)^ num +#instances +#bytes",
                    "a histogram of classes",
                    "A recording tells where objects are made, and its old-object samples what holds them: " + RECORD
                            + " path-to-gc-roots=true"),
            new Known(
                    "heap-dump",
                    "\\AJAVA PROFILE 1\\.",
                    "a heap dump",
                    "A recording tells what fills the heap and, by its old-object samples, what holds it: " + RECORD
                            + " path-to-gc-roots=true"),
            new Known(
                    "hs-err",
                    "(?m)^# A fatal error has been detected by the Java Runtime",
                    "the report of a JVM that crashed",
                    "What is slow before it crashes is told by a recording that is written while it runs: jcmd PID JFR.start"
                            + " settings=profile maxage=10m, and JFR.dump"),
            new Known(
                    "k6-script",
                    "(?m)^import .* from ['\"]k6(/|['\"])",
                    "a k6 script, not its result",
                    "Run it and hand in what it measured: k6 run --out json=run.ndjson script.js"),
            new Known(
                    "jmeter-plan",
                    "<jmeterTestPlan",
                    "a JMeter plan, not its result",
                    "Run it and hand in what it measured: jmeter -n -t plan.jmx -l run.jtl"),
            new Known(
                    "har",
                    "\\A\\s*\\{\\s*\"log\"\\s*:\\s*\\{[\\s\\S]{0,2000}\"(entries|creator|pages)\"",
                    "an HTTP archive (HAR)",
                    "It can be made a load test, whose result is read: ./advisor loadtest --from FILE --output test.js"),
            new Known(
                    "traces",
                    "\"(resourceSpans|traceID)\"",
                    "traces",
                    "A recording of the service that takes the time, and the log of its database, tell why it does: "
                            + RECORD),
            new Known(
                    "prometheus",
                    "(?m)^# (HELP|TYPE) \\w+ ",
                    "metrics of Prometheus",
                    "They say that it is slow, and not why; a recording of the same time does: " + RECORD),
            new Known(
                    "access-log",
                    "(?m)^\\S+ \\S+ \\S+ \\[\\d{2}/\\w{3}/\\d{4}:[^\\]\\n]+\\] \"[A-Z]+ \\S+ HTTP/",
                    "an access log of a web server",
                    "The times of requests are taken from the result of a load test; a table with a column such as"
                            + " latency_ms is read, too."),
            new Known(
                    "collapsed-stacks",
                    "(?m)\\A([^\\n;]{1,300};){1,200}[^\\n;]{1,300} \\d+\\r?$",
                    "collapsed stacks",
                    "Hand in the recording that they were made from, or make one: asprof -d 60 -o jfr -f app.jfr PID"));

    /** By the first bytes. */
    static Unread of(Head head) {
        return ALL.stream()
                .filter(known -> known.sign().matcher(head.text()).find())
                .map(Known::unread)
                .findFirst()
                .orElseGet(() -> new Unread(
                        "",
                        "not recognised: " + Description.of(head),
                        "Hand in a JFR recording, a MySQL, MariaDB or PostgreSQL log, the result of a load test (k6, JMeter,"
                                + " Gatling, Locust, Artillery, autocannon, vegeta, oha, wrk, hey, ab, or a table with a column such"
                                + " as latency_ms), or facts."));
    }
}
