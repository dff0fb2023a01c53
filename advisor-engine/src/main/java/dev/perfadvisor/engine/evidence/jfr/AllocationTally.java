package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Allocated bytes by class and by site. From {@code jdk.ObjectAllocationSample} (JDK 16 on) where there are any, else from
 * the events of new allocation buffers and of objects outside of them, which older JDKs and async-profiler write.
 */
final class AllocationTally {

    private static final int MOST_NAMES = 5_000;
    private static final int MOST_PARTNERS = 200;
    private static final int MOST_TOLD = 20;
    private static final String OTHER = "(other)";

    private static final Set<String> BOXES = Set.of(
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double");

    private long inTlabs;
    private long outsideTlabs;
    private long sampled;
    private long total;
    private long boxed;
    private long texts;
    private final Bounded<String, long[]> groups = new Bounded<>(MOST_NAMES, OTHER, () -> new long[1]);
    private final Bounded<String, Allocated> classes = new Bounded<>(MOST_NAMES, OTHER, Allocated::new);
    private final Bounded<String, Allocated> sites = new Bounded<>(MOST_NAMES, OTHER, Allocated::new);

    /** Bytes of a class or site, with the sites or classes that they belong to. */
    private static final class Allocated {

        private long bytes;
        private long most = -1;
        private List<String> stack = List.of();
        private String artifact = "";
        private final Bounded<String, long[]> partners = new Bounded<>(MOST_PARTNERS, OTHER, () -> new long[1]);

        void add(String partner, long amount, Stack with, String ofArtifact) {
            bytes += amount;
            partners.of(partner)[0] += amount;
            if (amount > most) {
                most = amount;
                stack = with.text();
                artifact = ofArtifact;
            }
        }

        void merge(Allocated other) {
            bytes += other.bytes;
            partners.merge(other.partners, (mine, theirs) -> mine[0] += theirs[0]);
            if (other.most > most) {
                most = other.most;
                stack = other.stack;
                artifact = other.artifact;
            }
        }

        @Nullable String topPartner() {
            var known = new HashMap<String, Long>();
            partners.all().forEach((partner, sum) -> known.put(partner, sum[0]));
            known.remove("");
            return Ranking.firstOrNull(known);
        }
    }

    void listen(ChunkEvents events, ChunkContext chunk, ProfileTally profile) {
        events.on(
                "jdk.ObjectAllocationSample",
                event -> {
                    sampled++;
                    add(event, chunk, profile);
                },
                "weight",
                "stackTrace",
                "objectClass",
                "eventThread");
        boolean samples = chunk.chunk().metadata().type("jdk.ObjectAllocationSample") != null;
        events.on(
                "jdk.ObjectAllocationInNewTLAB",
                event -> {
                    inTlabs += Math.max(0, event.number(0));
                    if (!samples) {
                        add(event, chunk, profile);
                    }
                },
                "tlabSize",
                "stackTrace",
                "objectClass",
                "eventThread");
        events.on(
                "jdk.ObjectAllocationOutsideTLAB",
                event -> {
                    outsideTlabs += Math.max(0, event.number(0));
                    if (!samples) {
                        add(event, chunk, profile);
                    }
                },
                "allocationSize",
                "stackTrace",
                "objectClass",
                "eventThread");
    }

    private void add(Event event, ChunkContext chunk, ProfileTally profile) {
        long bytes = Math.max(0, event.number(0));
        total += bytes;
        chunk.series().add(Series.ALLOCATED, event.start(), bytes);
        var stack = event.stack(1);
        var thread = event.thread(3);
        if (thread != null) {
            groups.of(thread.group())[0] += bytes;
        }
        if (stack != null) {
            stack.allocations.add(event.number(2), bytes);
            profile.add(Measure.ALLOCATION, stack, thread, event.className(2), bytes);
        }
    }

    /** Turns the stacks of a chunk that was read to its end into classes and sites. */
    void end(ChunkContext chunk) {
        for (var stack : chunk.stacks().seen()) {
            stack.allocations.forEach((key, bytes) -> {
                var className = chunk.stacks().className(key);
                var site = stack.site();
                boxed += BOXES.contains(className) ? bytes : 0;
                texts += text(className, stack) ? bytes : 0;
                classes.of(className).add(site == null ? "" : site, bytes, stack, chunk.artifact());
                if (site != null) {
                    sites.of(site).add(className, bytes, stack, chunk.artifact());
                }
            });
        }
    }

    void merge(AllocationTally later) {
        inTlabs += later.inTlabs;
        outsideTlabs += later.outsideTlabs;
        sampled += later.sampled;
        total += later.total;
        boxed += later.boxed;
        texts += later.texts;
        groups.merge(later.groups, (mine, theirs) -> mine[0] += theirs[0]);
        classes.merge(later.classes, Allocated::merge);
        sites.merge(later.sites, Allocated::merge);
    }

    @Nullable AllocationFacts facts(RecordingTally recording) {
        if (!recording.observes(
                "jdk.ObjectAllocationSample", "jdk.ObjectAllocationInNewTLAB", "jdk.ObjectAllocationOutsideTLAB")) {
            return null;
        }
        long tlabs = inTlabs + outsideTlabs;
        return new AllocationFacts(
                total,
                total / recording.recordedSeconds(),
                total == 0 ? 0 : (double) boxed / total,
                total == 0 ? 0 : (double) texts / total,
                tlabs == 0 ? null : (double) outsideTlabs / tlabs,
                told(classes, recording, false),
                told(sites, recording, true),
                groups(recording),
                recording.source(sampled > 0 ? "jdk.ObjectAllocationSample" : "jdk.ObjectAllocationInNewTLAB"));
    }

    /** Strings, and the arrays inside of them. */
    private static boolean text(String className, Stack stack) {
        boolean array = className.equals("byte[]") || className.equals("char[]");
        return className.equals("java.lang.String")
                || (array
                        && stack.frames.stream()
                                .limit(2)
                                .anyMatch(frame -> frame.className.startsWith("java.lang.String")));
    }

    private List<AllocationFacts.Group> groups(RecordingTally recording) {
        return Ranking.top(groups.all(), sum -> sum[0], MOST_TOLD).stream()
                .map(entry -> new AllocationFacts.Group(
                        entry.getKey(),
                        total == 0 ? 0 : (double) entry.getValue()[0] / total,
                        entry.getValue()[0] / recording.recordedSeconds()))
                .toList();
    }

    private List<AllocationFacts.Site> told(
            Bounded<String, Allocated> of, RecordingTally recording, boolean partnerIsClass) {
        return Ranking.top(of.all(), allocated -> allocated.bytes, MOST_TOLD).stream()
                .map(entry -> site(entry, recording, partnerIsClass))
                .toList();
    }

    private AllocationFacts.Site site(
            Map.Entry<String, Allocated> entry, RecordingTally recording, boolean partnerIsClass) {
        var allocated = entry.getValue();
        var partner = allocated.topPartner();
        return new AllocationFacts.Site(
                entry.getKey(),
                total == 0 ? 0 : (double) allocated.bytes / total,
                allocated.bytes / recording.recordedSeconds(),
                partnerIsClass ? partner : null,
                partnerIsClass ? null : partner,
                allocated.stack,
                new Source(allocated.artifact, "jdk.ObjectAllocationSample of " + entry.getKey()));
    }
}
