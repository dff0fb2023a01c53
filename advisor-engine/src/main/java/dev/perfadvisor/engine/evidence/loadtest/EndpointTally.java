package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.DurationSketch;

/** What was read of the requests of one name. */
final class EndpointTally {

    /** Artifact that had its first request. */
    final String artifact;

    final DurationSketch ok = new DurationSketch();
    final DurationSketch failed = new DurationSketch();
    long receivingNanos;
    long slowestNanos = -1;
    long slowestAt;

    /** Requests of which no tag says whether they failed; they are in {@link #ok}. */
    long unsaid;

    EndpointTally(String artifact) {
        this.artifact = artifact;
    }

    void add(long at, long nanos, Tags tags) {
        if (tags.failed() == null) {
            unsaid++;
        }
        (Boolean.TRUE.equals(tags.failed()) ? failed : ok).add(nanos);
        slowest(at, nanos);
    }

    void merge(EndpointTally other) {
        ok.merge(other.ok);
        failed.merge(other.failed);
        receivingNanos += other.receivingNanos;
        unsaid += other.unsaid;
        slowest(other.slowestAt, other.slowestNanos);
    }

    long requests() {
        return ok.count() + failed.count();
    }

    /** Time of all requests. */
    long nanos() {
        return ok.total().toNanos() + failed.total().toNanos();
    }

    /** Successful and failed requests together. */
    DurationSketch all() {
        var all = new DurationSketch();
        all.merge(ok);
        all.merge(failed);
        return all;
    }

    private void slowest(long at, long nanos) {
        if (nanos > slowestNanos || (nanos == slowestNanos && at < slowestAt)) {
            slowestNanos = nanos;
            slowestAt = at;
        }
    }
}
