package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Overview;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.render.Document.Figure;
import dev.perfadvisor.engine.render.Document.Paragraph;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All evidence of a result on one axis of time, by itself. */
public final class TimelinePage {

    /** Name and version of the JSON form: {@code timeline} is null, or {@code {from, step, spans[], tracks[], marked[], mark}}. */
    public static final String SCHEMA = "advisor.timeline/1";

    private TimelinePage() {}

    /** The document; where no evidence has times, or there is no result, it says so. */
    public static Document of(@Nullable Result result) {
        var overview = overview(result);
        if (overview == null) {
            return new Document(
                    "Timeline",
                    List.of(new Paragraph(
                            "There is no timeline: attach a recording, a log, or the points of a load test.")));
        }
        return new Document(
                "Timeline",
                overview.exhibits().stream()
                        .filter(exhibit -> exhibit.chart().equals(overview.tracks()))
                        .<Document.Block>map(exhibit ->
                                new Figure(exhibit.id(), exhibit.title(), exhibit.caption(), exhibit.chart()))
                        .toList());
    }

    /** The same for JSON. */
    public static Map<String, @Nullable Object> json(@Nullable Result result) {
        var overview = overview(result);
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("schema", SCHEMA);
        json.put("timeline", overview == null ? null : overview.tracks());
        return json;
    }

    private static @Nullable Overview overview(@Nullable Result result) {
        var overview = result == null ? null : result.facts().root(Overview.ROOT, Overview.class);
        return overview == null || overview.tracks() == null ? null : overview;
    }
}
