package dev.perfadvisor.engine.evidence.loadtest;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The history that Locust writes every second; the columns {@code Total ...} grow, so that the last row of a name is its result.
 * The percentiles are those of the last seconds and not of the test: they are left out.
 *
 * <pre>
 * Timestamp,User Count,Type,Name,Requests/s,...,Total Request Count,Total Failure Count,Total Median Response Time,...
 * 1795332925,20,GET,/fast,12.1,...,232,0,7.0,...
 * 1795332925,20,,Aggregated,16.4,...,316,5,8.0,...
 * </pre>
 */
final class LocustHistory {

    private LocustHistory() {}

    static Summary read(String artifact, String text) {
        var made = new SummaryBuilder(artifact, "Locust");
        var lines = text.lines().toList();
        var columns = Csv.fields(lines.getFirst(), ',');
        var last = new LinkedHashMap<String, List<String>>();
        double from = Double.NaN;
        double to = Double.NaN;
        double users = 0;
        for (var line : lines.subList(1, lines.size())) {
            var fields = Csv.fields(line, ',');
            var time = fields.size() == columns.size() ? TextSummaries.cell(columns, fields, "Timestamp") : null;
            if (time != null) {
                var type = fields.get(columns.indexOf("Type"));
                last.put((type.isEmpty() ? "" : type + " ") + fields.get(columns.indexOf("Name")), fields);
                var now = TextSummaries.cell(columns, fields, "User Count");
                users = Math.max(users, now == null ? 0 : now);
                from = Double.isNaN(from) ? time : from;
                to = time;
            }
        }
        for (var row : last.entrySet()) {
            add(made, columns, row);
        }
        return made.put(Metric.USERS, "max", last.isEmpty() ? null : (Double) users)
                .lasted(Double.isNaN(from) ? null : (Double) (to - from))
                .ended(
                        Double.isNaN(to)
                                ? null
                                : Instant.ofEpochMilli(Math.round(to * 1e3)).toString())
                .build();
    }

    private static void add(SummaryBuilder made, List<String> columns, Map.Entry<String, List<String>> row) {
        var fields = row.getValue();
        boolean all = row.getKey().equals("Aggregated");
        var metric = all ? Metric.DURATION.id() : SummaryBuilder.named(Metric.DURATION, row.getKey());
        var count = TextSummaries.cell(columns, fields, "Total Request Count");
        var failed = TextSummaries.cell(columns, fields, "Total Failure Count");
        made.put(metric, "avg", TextSummaries.cell(columns, fields, "Total Average Response Time"));
        made.put(metric, "med", TextSummaries.cell(columns, fields, "Total Median Response Time"));
        made.put(metric, "min", TextSummaries.cell(columns, fields, "Total Min Response Time"));
        made.put(metric, "max", TextSummaries.cell(columns, fields, "Total Max Response Time"));
        if (all) {
            made.requests(count, failed);
        } else {
            made.endpoint(row.getKey(), count, failed);
        }
    }
}
