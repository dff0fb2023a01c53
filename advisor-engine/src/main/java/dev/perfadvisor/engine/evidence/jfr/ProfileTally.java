package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.FlameGraph;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Stacks with weights, as a calling-context tree a measure with groups of threads below the root. While a chunk is read,
 * weights are added up by stack; only at its end do stacks become paths of the tree.
 */
final class ProfileTally {

    private static final String NO_THREAD = "(unknown thread)";
    private static final long NO_LEAF = 0xFFFF_FFFFL;

    private final Map<Measure, CallTree> trees = new EnumMap<>(Measure.class);

    /** Of the chunk that is being read: weights by group of threads and last call. */
    private final Map<Measure, IdentityHashMap<Stack, KeyedSums>> pending = new EnumMap<>(Measure.class);

    private final Map<String, Integer> leafNumbers = new HashMap<>();
    private final List<String> leaves = new ArrayList<>();

    /** Adds weight of a stack in the chunk that is being read. */
    void add(Measure measure, @Nullable Stack stack, @Nullable ThreadRef thread, long weight) {
        if (stack != null) {
            add(measure, stack, key(thread == null ? -1 : thread.groupIndex(), NO_LEAF), weight);
        }
    }

    /** Same, with a last call of another kind, such as the class that was allocated. */
    void add(Measure measure, @Nullable Stack stack, @Nullable ThreadRef thread, String leaf, long weight) {
        if (stack != null) {
            int number = leafNumbers.computeIfAbsent(leaf, added -> {
                leaves.add(added);
                return leaves.size() - 1;
            });
            add(measure, stack, key(thread == null ? -1 : thread.groupIndex(), number), weight);
        }
    }

    private void add(Measure measure, Stack stack, long key, long weight) {
        pending.computeIfAbsent(measure, _ -> new IdentityHashMap<>())
                .computeIfAbsent(stack, _ -> new KeyedSums())
                .add(key, weight);
    }

    private static long key(int group, long leaf) {
        return ((long) group << 32) | leaf;
    }

    /** Adds samples that were counted by stack and index of a group of threads. */
    void addCounted(Measure measure, Stack stack, KeyedSums byGroup, ChunkContext chunk) {
        byGroup.forEach((group, samples) -> put(tree(measure), stack, (int) group, null, samples, chunk));
    }

    /** Puts the stacks of a chunk that was read to its end into the trees. */
    void end(ChunkContext chunk) {
        pending.forEach((measure, stacks) -> stacks.forEach((stack, sums) -> sums.forEach((key, weight) -> {
            long leaf = key & NO_LEAF;
            put(
                    tree(measure),
                    stack,
                    (int) (key >> 32),
                    leaf == NO_LEAF ? null : leaves.get((int) leaf),
                    weight,
                    chunk);
        })));
        pending.clear();
        leafNumbers.clear();
        leaves.clear();
    }

    private CallTree tree(Measure measure) {
        return trees.computeIfAbsent(measure, _ -> new CallTree());
    }

    private static void put(
            CallTree tree, Stack stack, int group, @Nullable String leaf, long weight, ChunkContext chunk) {
        var name = group < 0 ? NO_THREAD : chunk.stacks().group(group);
        int node = tree.child(CallTree.ROOT, tree.symbol(name));
        if (stack.truncated) {
            node = tree.child(node, tree.symbol("(cut)"));
        }
        for (int i = stack.frames.size() - 1; i >= 0; i--) {
            node = tree.child(node, tree.symbol(stack.frames.get(i).fullName()));
        }
        tree.add(leaf == null ? node : tree.child(node, tree.symbol(leaf)), weight);
    }

    void merge(ProfileTally later) {
        later.trees.forEach((measure, tree) -> tree(measure).merge(tree));
    }

    @Nullable ProfileFacts facts(RecordingTally recording) {
        if (trees.isEmpty()) {
            return null;
        }
        var told = trees.entrySet().stream()
                .map(entry -> tree(entry.getKey(), entry.getValue()))
                .toList();
        return new ProfileFacts(told, recording.source("stacks"));
    }

    private static ProfileFacts.Tree tree(Measure measure, CallTree tree) {
        long total = tree.total();
        return new ProfileFacts.Tree(
                measure.id(), measure.unit(), total, tree.nodes(), total == 0 ? 0 : (double) tree.cut() / total);
    }

    /** The tree of a measure, of the groups of threads that are wanted. */
    FlameGraph graph(Measure measure, Predicate<String> wanted) {
        var tree = trees.getOrDefault(measure, new CallTree());
        var made = new FlameGraph.Builder[tree.nodes() + 1];
        made[CallTree.ROOT] = new FlameGraph.Builder("all");
        for (int node = 1; node < made.length; node++) {
            var parent = made[tree.parent(node)];
            boolean group = tree.parent(node) == CallTree.ROOT;
            if (parent != null && (!group || wanted.test(tree.name(node)))) {
                made[node] = parent.child(tree.name(node));
                made[node].add(tree.own(node));
            }
        }
        return made[CallTree.ROOT].graph(measure.id(), measure.unit());
    }
}
