package dev.perfadvisor.engine.evidence;

import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.ReadProblem;
import dev.perfadvisor.engine.model.Reading;
import org.jspecify.annotations.Nullable;

/** Artifact and what was read of it; no accumulator when nothing was. */
public record Taken(
        Artifact artifact,
        @Nullable Accumulator<?, ?> accumulator,
        @Nullable Kind<?, ?> kind) {

    /** What could not be read before any of its bytes were. */
    static Taken rejected(String id, String name, String cause, String advice) {
        return rejected(id, name, 0, "", cause, advice);
    }

    static Taken rejected(String id, String name, long bytes, String sha256, String cause, String advice) {
        return rejected(id, name, bytes, sha256, new Unread("", cause, advice));
    }

    /** What is of no kind that is read, and perhaps of one that is known all the same. */
    static Taken rejected(String id, String name, long bytes, String sha256, Unread unread) {
        var reading = new Reading.Rejected(new ReadProblem("file", unread.cause(), unread.advice()));
        return new Taken(
                new Artifact(id, name, "unknown", unread.format(), bytes, sha256, reading, null, null), null, null);
    }

    /** This one where the same bytes were taken before, under a name: it adds nothing to them. */
    public Taken again(String name) {
        var reading = new Reading.Rejected(new ReadProblem(
                "file",
                "it holds the same bytes as " + name + ", which are counted once",
                "Nothing needs to be done, unless another file was meant."));
        return new Taken(
                new Artifact(
                        artifact.id(),
                        artifact.name(),
                        artifact.kind(),
                        artifact.format(),
                        artifact.bytes(),
                        artifact.sha256(),
                        reading,
                        null,
                        null),
                null,
                kind);
    }
}
