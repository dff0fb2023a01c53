package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Check;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Group;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Precision;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.TagUse;
import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts of points that go beyond the test as a whole and its endpoints. */
final class Details {

    private static final int MOST_GROUPS = 50;

    /** Half the width of a 95 % interval, in standard deviations. */
    private static final double NORMAL_95 = 1.96;

    private static final String TRANSACTION = "transaction";

    private final Points points;

    Details(Points points) {
        this.points = points;
    }

    /** Tags with one value divide nothing and are left out. */
    List<Group> groups() {
        double all = points.sum(Metric.DURATION);
        var groups = new ArrayList<Group>();
        points.byTag().forEach((tag, tallies) -> {
            if (tallies.all().size() > 1 || tag.equals(TRANSACTION)) {
                tallies.all().forEach((value, tally) -> {
                    if (tally.requests() > 0) {
                        groups.add(group(tag, value, tally, all));
                    }
                });
            }
        });
        groups.sort(Comparator.comparingDouble(Group::timeShare)
                .reversed()
                .thenComparing(Group::tag)
                .thenComparing(Group::value));
        return List.copyOf(groups.subList(0, Math.min(MOST_GROUPS, groups.size())));
    }

    List<Check> checks() {
        return points.checks().entrySet().stream()
                .map(check -> new Check(
                        check.getKey(),
                        check.getValue()[0],
                        check.getValue()[1],
                        source("checks{check:" + check.getKey() + "}")))
                .toList();
    }

    List<TagUse> tags() {
        return points.tagValues().entrySet().stream()
                .map(tag -> new TagUse(tag.getKey(), tag.getValue().count(), source("tag " + tag.getKey())))
                .sorted(Comparator.comparingLong(TagUse::values).reversed().thenComparing(TagUse::tag))
                .toList();
    }

    /** Null without requests. */
    static @Nullable Precision precision(LatencySketch all, Source source) {
        return all.count() == 0
                ? null
                : new Precision(
                        all.count(),
                        bound(all, 0.95, -NORMAL_95),
                        bound(all, 0.95, NORMAL_95),
                        bound(all, 0.99, -NORMAL_95),
                        bound(all, 0.99, NORMAL_95),
                        source);
    }

    /** The order statistic that many standard deviations beside the quantile; null when there are not enough requests for it. */
    private static @Nullable Duration bound(LatencySketch all, double q, double deviations) {
        double rank = all.count() * q + deviations * Math.sqrt(all.count() * q * (1 - q));
        long place = deviations < 0 ? (long) Math.floor(rank) - 1 : (long) Math.ceil(rank);
        return place < 0 || place >= all.count() ? null : all.ranked(place);
    }

    private Group group(String tag, String value, EndpointTally tally, double all) {
        var source = source(Metric.DURATION.id() + "{" + tag + ":" + value + "}");
        return new Group(
                tag,
                value,
                tally.requests(),
                all == 0 ? 0 : tally.nanos() / all,
                tally.unsaid > 0 ? null : (Double) ((double) tally.failed.count() / tally.requests()),
                EndpointFacts.latency(tally.all(), source),
                source);
    }

    private Source source(String locator) {
        return new Source(points.artifact(), locator);
    }
}
