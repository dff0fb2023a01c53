package dev.perfadvisor.engine.evidence.loadtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tags that a point has, resolved once to where its requests are counted. */
final class TagSet {

    /** For points of metrics that are not {@link Metric#tagged()}. */
    static final TagSet NONE = new TagSet(new Points("", ""), Map.of(), List.of(), null);

    /** Tags that name or describe a request, or that are different for each: requests are not divided by them. */
    private static final Set<String> NOT_DIVIDED_BY = Set.of(
            "name",
            "url",
            "method",
            "status",
            "expected_response",
            "error",
            "error_code",
            "proto",
            "subproto",
            "tls_version",
            "check",
            "vu",
            "iter",
            "ip",
            "ocsp_status");

    private final Points points;
    private final String name;
    private final List<EndpointTally> others;
    private final @Nullable Boolean failed;
    private final @Nullable String outcome;
    private final @Nullable String check;

    /** And not a group of requests. */
    private final boolean isRequest;

    private @Nullable EndpointTally endpoint;
    private long lastUrl;

    private TagSet(
            Points points, Map<String, String> tags, List<EndpointTally> others, @Nullable EndpointTally endpoint) {
        this.points = points;
        this.name = Naming.endpoint(tags.get("name"), tags.get("url"), tags.get("method"));
        this.others = others;
        this.failed = Naming.failed(tags);
        this.outcome = Naming.outcome(tags.get("status"), tags.get("error_code"));
        this.isRequest = endpoint == null;
        this.check = tags.get("check");
        this.endpoint = endpoint;
    }

    /** The place for requests with these tags, as k6 names them; tags that are missing or empty are absent. */
    static TagSet of(Points points, Map<String, String> tags) {
        var others = new ArrayList<EndpointTally>();
        boolean isRequest = tags.containsKey("name") || tags.containsKey("url");
        tags.forEach((tag, value) -> {
            points.tagSeen(tag, value);
            if (isRequest && !NOT_DIVIDED_BY.contains(tag)) {
                others.add(points.tally(tag, value));
            }
        });
        var set = new TagSet(points, tags, List.copyOf(others), null);
        var url = tags.get("url");
        if (url != null && isRequest) {
            set.endpoint().urls.add(url);
        }
        return set;
    }

    /** The place for groups of requests, which are no requests themselves, by the value of a tag. */
    static TagSet ofGroup(Points points, Map<String, String> tags, String tag) {
        var value = tags.getOrDefault(tag, Naming.UNNAMED);
        return new TagSet(points, tags, List.of(), points.tally(tag, value));
    }

    /** Null when no tag says. */
    @Nullable Boolean failed() {
        return failed;
    }

    @Nullable String check() {
        return check;
    }

    /** Adds a request, or a group of them, that ended then. */
    void request(long at, long nanos) {
        endpoint().add(at, nanos, failed);
        for (var other : others) {
            counting(other).add(at, nanos, failed);
        }
        if (isRequest && Boolean.TRUE.equals(failed)) {
            points.failed(outcome == null ? "unknown" : outcome, 1L);
        }
    }

    /** Adds a part of the time of a request. */
    void phase(Metric phase, long nanos) {
        endpoint().phase(phase, nanos);
    }

    /** Adds the size of an answer. */
    void bytes(long bytes) {
        var tally = endpoint();
        tally.bytes += bytes;
        tally.bytesKnown++;
    }

    /** Adds an address that was asked for. */
    void url(byte[] bytes, int from, int to) {
        long hash = Bytes.hash(bytes, from, to);
        if (hash != lastUrl && to > from) {
            lastUrl = hash;
            endpoint().urls.add(bytes, from, to);
        }
    }

    private EndpointTally endpoint() {
        var tally = counting(endpoint == null ? points.endpoint(name) : endpoint);
        endpoint = tally;
        return tally;
    }

    private static EndpointTally counting(EndpointTally tally) {
        var counting = tally;
        while (counting.instead != null) {
            counting = counting.instead;
        }
        return counting;
    }
}
