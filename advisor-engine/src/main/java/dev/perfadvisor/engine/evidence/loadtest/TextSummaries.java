package dev.perfadvisor.engine.evidence.loadtest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Summaries as k6, wrk, hey, oha, ab and vegeta print them, and the tables of Locust. */
final class TextSummaries {

    private static final Map<String, String> QUANTILES =
            Map.of("50", "med", "90", "p(90)", "95", "p(95)", "99", "p(99)");

    /** {@code 24.28ms}, {@code 1.17MB}. */
    private static final Map<String, Double> MILLIS = Map.of("us", 1e-3, "ms", 1.0, "s", 1e3, "m", 60e3, "h", 3600e3);

    private static final Map<String, Double> BYTES =
            Map.of("B", 1.0, "KB", 1024.0, "MB", 1048576.0, "GB", 1073741824.0);

    private static final Pattern WRK_LATENCY =
            Pattern.compile("(?m)^ +Latency +(\\d+(?:\\.\\d+)?)(us|ms|s|m) +\\S+ +(\\d+(?:\\.\\d+)?)(us|ms|s|m)");
    private static final Pattern WRK_QUANTILE =
            Pattern.compile("(?m)^ +(\\d+)(?:\\.0+)?% +(\\d+(?:\\.\\d+)?)(us|ms|s|m)");
    private static final Pattern WRK_TOTAL =
            Pattern.compile("(\\d+) requests in (\\d+(?:\\.\\d+)?)(us|ms|s|m|h), (\\d+(?:\\.\\d+)?)(B|KB|MB|GB) read");
    private static final Pattern WRK_BAD = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final Pattern WRK_ERRORS =
            Pattern.compile("Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");
    private static final Pattern WRK_RECORDED = Pattern.compile("#\\[Max +=[^]]*Total count +=\\s*(\\d+)]");
    private static final Pattern WRK_P95 = Pattern.compile("(?m)^ +(\\d+(?:\\.\\d+)?) +0\\.950000 ");
    private static final Pattern CONNECTIONS = Pattern.compile("(\\d+) connections");
    private static final Pattern HEY_FIGURE =
            Pattern.compile("(?m)^ +(Total|Slowest|Fastest|Average):\\s+(\\d+(?:\\.\\d+)?) (secs?|ms|us|ns)");
    private static final Pattern HEY_QUANTILE =
            Pattern.compile("(?m)^ +(\\d+)(?:\\.0+)?%+ in (\\d+(?:\\.\\d+)?) (secs?|ms|us|ns)");
    private static final Map<String, Double> HEY_MILLIS =
            Map.of("secs", 1e3, "sec", 1e3, "ms", 1.0, "us", 1e-3, "ns", 1e-6);
    private static final Pattern HEY_STATUS = Pattern.compile("(?m)^ +\\[(\\d{3})]\\s+(\\d+) responses");
    private static final Pattern HEY_ERROR = Pattern.compile("(?m)^ +\\[(\\d+)]\\s+(?!\\d+ responses)\\S");
    private static final Pattern AB_FIGURE = Pattern.compile("(?m)^([A-Z][\\w -]+):\\s+(\\d+(?:\\.\\d+)?)(?![\\d.])");
    private static final Pattern AB_TOTAL = Pattern.compile(
            "(?m)^Total: +(\\d+(?:\\.\\d+)?) +(\\d+(?:\\.\\d+)?) +\\S+ +(\\d+(?:\\.\\d+)?) +(\\d+(?:\\.\\d+)?)");
    private static final Pattern AB_QUANTILE = Pattern.compile("(?m)^ +(\\d+)% +(\\d+(?:\\.\\d+)?)");
    private static final String LOCUST = "Type,Name,Request Count,Failure Count";
    private static final String LOCUST_HISTORY = "Timestamp,User Count,Type,Name,";

    private TextSummaries() {}

    static List<ResultFormat> all() {
        return List.of(
                new TextSummary(
                        "wrk",
                        begin -> begin.text().contains("  Thread Stats   Avg"),
                        "Transfer/sec:",
                        TextSummaries::wrk),
                new TextSummary(
                        "hey",
                        begin -> begin.text().contains("Response time histogram:")
                                && begin.text().contains("Requests/sec:")
                                && !begin.text().contains("Success rate:"),
                        "Status code distribution:",
                        (artifact, text) -> hey(artifact, "hey", text)),
                new TextSummary(
                        "oha-text",
                        begin -> begin.text().contains("Response time histogram:")
                                && begin.text().contains("Requests/sec:")
                                && begin.text().contains("Success rate:"),
                        "Status code distribution:",
                        (artifact, text) -> hey(artifact, "oha", text)),
                VegetaText.format(),
                new TextSummary(
                        "ab",
                        begin -> begin.text().contains("This is ApacheBench"),
                        "Transfer rate:",
                        TextSummaries::ab),
                new TextSummary(
                        "locust-stats",
                        begin -> begin.line().startsWith(LOCUST),
                        ",Aggregated,",
                        TextSummaries::locust),
                new TextSummary(
                        "locust-history", begin -> begin.line().startsWith(LOCUST_HISTORY), "", LocustHistory::read),
                K6Stdout.format());
    }

    private static Summary wrk(String artifact, String text) {
        boolean open = text.contains("calibration:") || text.contains("Recorded Latency");
        var made = new SummaryBuilder(artifact, open ? "wrk2" : "wrk").openModel(open);
        var latency = WRK_LATENCY.matcher(text);
        if (latency.find()) {
            made.put(Metric.DURATION, "avg", times(latency.group(1), latency.group(2), MILLIS));
            made.put(Metric.DURATION, "max", times(latency.group(3), latency.group(4), MILLIS));
        }
        // wrk2 tells latencies without the delays of its own a second time, when it is asked to.
        int uncorrected = text.indexOf("Uncorrected Latency");
        var recorded = uncorrected < 0 ? text : text.substring(0, uncorrected);
        var quantile = WRK_QUANTILE.matcher(recorded);
        while (quantile.find()) {
            var ours = QUANTILES.get(quantile.group(1));
            if (ours != null) {
                made.put(Metric.DURATION, ours, times(quantile.group(2), quantile.group(3), MILLIS));
            }
        }
        made.put(Metric.DURATION, "p(95)", first(WRK_P95, recorded));
        var total = WRK_TOTAL.matcher(text);
        double answered = 0;
        if (total.find()) {
            answered = Double.parseDouble(total.group(1));
            made.lasted(times(total.group(2), total.group(3), MILLIS) / 1e3);
            made.put(Metric.BYTES_RECEIVED, "count", times(total.group(4), total.group(5), BYTES));
        }
        double failed = sum(WRK_BAD, text);
        double unanswered = sum(WRK_ERRORS, text);
        made.put(Metric.USERS, "max", first(CONNECTIONS, text));
        // It records none of the requests of the seconds in which it calibrates itself.
        return made.requests(answered == 0 ? null : (Double) (answered + unanswered), failed + unanswered)
                .put(Metric.DURATION, "count", first(WRK_RECORDED, recorded))
                .build();
    }

    /** oha prints what hey does, in units that fit. */
    private static Summary hey(String artifact, String tool, String text) {
        var made = new SummaryBuilder(artifact, tool);
        var figures = new TreeMap<String, Double>();
        var figure = HEY_FIGURE.matcher(text);
        while (figure.find()) {
            figures.putIfAbsent(figure.group(1), times(figure.group(2), figure.group(3), HEY_MILLIS));
        }
        made.put(Metric.DURATION, "avg", figures.get("Average"));
        made.put(Metric.DURATION, "min", figures.get("Fastest"));
        made.put(Metric.DURATION, "max", figures.get("Slowest"));
        var length = figures.get("Total");
        var quantile = HEY_QUANTILE.matcher(text);
        while (quantile.find()) {
            var ours = QUANTILES.get(quantile.group(1));
            if (ours != null) {
                made.put(Metric.DURATION, ours, times(quantile.group(2), quantile.group(3), HEY_MILLIS));
            }
        }
        double requests = 0;
        double failed = 0;
        var status = HEY_STATUS.matcher(text);
        while (status.find()) {
            double count = Double.parseDouble(status.group(2));
            made.status(status.group(1), count);
            requests += count;
            failed += Naming.isFine(status.group(1)) ? 0 : count;
        }
        int errors = text.indexOf("Error distribution:");
        double unanswered = errors < 0 ? 0 : sum(HEY_ERROR, text.substring(errors));
        return made.requests(requests + unanswered == 0 ? null : (Double) (requests + unanswered), failed + unanswered)
                .lasted(length == null ? null : length / 1e3)
                .build();
    }

    private static Summary ab(String artifact, String text) {
        var made = new SummaryBuilder(artifact, "ab").openModel(false);
        var figures = new TreeMap<String, Double>();
        var figure = AB_FIGURE.matcher(text);
        while (figure.find()) {
            figures.putIfAbsent(figure.group(1), Double.parseDouble(figure.group(2)));
        }
        var total = AB_TOTAL.matcher(text);
        if (total.find()) {
            made.put(Metric.DURATION, "min", (Double) Double.parseDouble(total.group(1)));
            made.put(Metric.DURATION, "avg", (Double) Double.parseDouble(total.group(2)));
            made.put(Metric.DURATION, "med", (Double) Double.parseDouble(total.group(3)));
            made.put(Metric.DURATION, "max", (Double) Double.parseDouble(total.group(4)));
        }
        var quantile = AB_QUANTILE.matcher(text);
        while (quantile.find()) {
            var ours = QUANTILES.get(quantile.group(1));
            if (ours != null) {
                made.put(Metric.DURATION, ours, (Double) Double.parseDouble(quantile.group(2)));
            }
        }
        // Answers of another length count as failed for ab, which says nothing where pages differ.
        double failed = figures.getOrDefault("Non-2xx responses", 0.0);
        return made.requests(figures.get("Complete requests"), failed)
                .put(Metric.BYTES_RECEIVED, "count", figures.get("Total transferred"))
                .put(Metric.USERS, "max", figures.get("Concurrency Level"))
                .lasted(figures.get("Time taken for tests"))
                .build();
    }

    /** {@code GET,/fast,232,0,7,8.05,3.53,30.49,512.0,33.37,0.0,7,8,9,10,12,14,20,26,30,30,30}; the last row is of all. */
    private static Summary locust(String artifact, String text) {
        var made = new SummaryBuilder(artifact, "Locust");
        var lines = text.lines().toList();
        var columns = Csv.fields(lines.getFirst(), ',');
        for (var line : lines.subList(1, lines.size())) {
            var fields = Csv.fields(line, ',');
            if (fields.size() != columns.size()) {
                continue;
            }
            var type = fields.getFirst();
            boolean all = type.isEmpty() && fields.get(1).equals("Aggregated");
            var name = type.isEmpty() ? fields.get(1) : type + " " + fields.get(1);
            var metric = all ? Metric.DURATION.id() : SummaryBuilder.named(Metric.DURATION, name);
            var count = cell(columns, fields, "Request Count");
            var failed = cell(columns, fields, "Failure Count");
            made.put(metric, "avg", cell(columns, fields, "Average Response Time"));
            made.put(metric, "min", cell(columns, fields, "Min Response Time"));
            made.put(metric, "max", cell(columns, fields, "Max Response Time"));
            QUANTILES.forEach((theirs, ours) -> made.put(metric, ours, cell(columns, fields, theirs + "%")));
            var rate = cell(columns, fields, "Requests/s");
            if (all) {
                made.requests(count, failed).lasted(count == null || rate == null || rate <= 0 ? null : count / rate);
            } else {
                made.endpoint(name, count, failed);
            }
        }
        return made.build();
    }

    static @Nullable Double cell(List<String> columns, List<String> fields, String column) {
        int place = columns.indexOf(column);
        var text = place < 0 ? "" : fields.get(place);
        return text.matches("\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?") ? (Double) Double.parseDouble(text) : null;
    }

    private static double times(String number, String unit, Map<String, Double> units) {
        return Double.parseDouble(number) * units.getOrDefault(unit, 1.0);
    }

    private static @Nullable Double first(Pattern pattern, String text) {
        var match = pattern.matcher(text);
        return match.find() ? (Double) Double.parseDouble(match.group(1)) : null;
    }

    /** The sum of all groups of all matches. */
    private static double sum(Pattern pattern, String text) {
        double sum = 0;
        var match = pattern.matcher(text);
        while (match.find()) {
            for (int group = 1; group <= match.groupCount(); group++) {
                sum += Double.parseDouble(match.group(group));
            }
        }
        return sum;
    }
}
