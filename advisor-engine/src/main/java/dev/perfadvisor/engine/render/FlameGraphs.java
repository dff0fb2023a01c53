package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.FlameGraph;
import dev.perfadvisor.engine.model.FlameGraph.Node;
import dev.perfadvisor.engine.model.Icicle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import one.convert.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * Writes flame graphs: as an icicle of text, as collapsed stacks ({@code a;b;c 12}), and as a page of its own. With a base
 * to compare with, text and page show how the share of each call changed; collapsed stacks have both weights
 * ({@code a;b;c 12 34}, base first), as difffolded.pl writes them.
 */
public final class FlameGraphs {

    /** Calls with less than this share of all are not drawn as text. */
    private static final double LEAST_SHARE = 0.01;

    private static final int SHARE_COLUMNS = 8;
    private static final int LEAST_NAME = 12;

    private FlameGraphs() {}

    /** Collapsed stacks, one a line, in order. */
    public static String collapsed(FlameGraph graph, @Nullable FlameGraph base) {
        var stacks = new ArrayList<String>();
        var before = new HashMap<String, Long>();
        if (base != null) {
            base.root().children().forEach(child -> collapse("", child, before));
        }
        var now = new HashMap<String, Long>();
        graph.root().children().forEach(child -> collapse("", child, now));
        now.forEach((stack, own) -> stacks.add(
                base == null ? stack + " " + own : stack + " " + before.getOrDefault(stack, 0L) + " " + own));
        before.forEach((stack, own) -> {
            if (!now.containsKey(stack)) {
                stacks.add(stack + " " + own + " 0");
            }
        });
        stacks.sort(null);
        return stacks.isEmpty() ? "" : String.join("\n", stacks) + "\n";
    }

    private static void collapse(String callers, Node node, Map<String, Long> into) {
        var path = callers.isEmpty() ? clean(node.name()) : callers + ';' + clean(node.name());
        if (node.own() > 0) {
            into.merge(path, node.own(), Long::sum);
        }
        node.children().forEach(child -> collapse(path, child, into));
    }

    private static String clean(String name) {
        return SafeText.terminal(name).replace(';', ':');
    }

    /**
     * An icicle: callers above, what they call below and further in, largest first, no wider than the style says. Calls that
     * only hand on are one line.
     */
    public static String text(FlameGraph graph, @Nullable FlameGraph base, Style style) {
        var out = new StringBuilder();
        out.append(title(graph)).append(": ").append(Figures.weight(graph.root().total(), graph.unit()));
        if (base != null) {
            out.append(", before ").append(Figures.weight(base.root().total(), base.unit()));
        }
        out.append('\n');
        var baseRoot = base == null ? null : base.root();
        for (var child : graph.root().children()) {
            draw(child, baseRoot == null ? null : find(baseRoot, child.name()), graph, base, 0, style, out);
        }
        return out.toString();
    }

    private static void draw(
            Node node,
            @Nullable Node before,
            FlameGraph graph,
            @Nullable FlameGraph base,
            int depth,
            Style style,
            StringBuilder out) {
        double share = share(node.total(), graph);
        double was = base == null || before == null ? 0 : share(before.total(), base);
        if (Math.max(share, was) < LEAST_SHARE) {
            return;
        }
        var figures = new StringBuilder("%6.1f %%".formatted(share * 100));
        if (base != null) {
            figures.append(" %+6.1f".formatted((share - was) * 100));
        }
        int bar = Math.max(1, (int) Math.round(share * SHARE_COLUMNS));
        var head = figures + " " + (style.unicode() ? "█" : "#").repeat(bar) + " ".repeat(SHARE_COLUMNS - bar + 1);
        int room = Math.max(LEAST_NAME, style.width() - head.length());
        int indent = Math.min(depth, room / 2);
        var chain = depth == 0 ? List.of(new Sides(node, before)) : chain(node, before);
        out.append(head)
                .append(" ".repeat(indent))
                .append(name(chain, room - indent, style))
                .append('\n');
        var end = chain.getLast();
        for (var child : end.now().children()) {
            draw(child, end.before(child.name()), graph, base, depth + 1, style, out);
        }
    }

    /** A call, and the same call in the base; null where it is not there. */
    private record Sides(Node now, @Nullable Node before) {

        @Nullable Node before(String child) {
            return before == null ? null : find(before, child);
        }

        /** The only call that it makes, if it does nothing but hand on to it on either side. */
        @Nullable Sides handedOn() {
            if (now.children().size() != 1) {
                return null;
            }
            var child = now.children().getFirst();
            var was = before(child.name());
            boolean all =
                    child.total() == now.total() && (before == null || (was != null && was.total() == before.total()));
            return all ? new Sides(child, was) : null;
        }
    }

    /** The call and those that it only hands on to, which are one line when there are enough of them. */
    private static List<Sides> chain(Node node, @Nullable Node before) {
        var chain = new ArrayList<Sides>();
        for (var next = new Sides(node, before); next != null; next = next.handedOn()) {
            chain.add(next);
        }
        return chain.size() < Icicle.LEAST_CHAIN ? chain.subList(0, 1) : chain;
    }

    private static String name(List<Sides> chain, int room, Style style) {
        var last = SafeText.terminal(chain.getLast().now().name());
        if (chain.size() == 1) {
            return fit(last, room);
        }
        var first = SafeText.terminal(chain.getFirst().now().name());
        var between = (style.unicode() ? " … " : " ... ");
        var whole = first + between + last;
        return whole.length() <= room ? whole : fit(method(first) + between + method(last), room);
    }

    /** {@code Runner.run} of {@code org.eclipse.jetty.Runner.run}. */
    private static String method(String name) {
        int dot = name.lastIndexOf('.', name.lastIndexOf('.') - 1);
        return name.substring(dot + 1);
    }

    /** The end of a name says more than its beginning. */
    private static String fit(String name, int room) {
        return name.length() <= room ? name : ".." + name.substring(name.length() - Math.max(1, room - 2));
    }

    private static @Nullable Node find(Node in, String name) {
        return in.children().stream()
                .filter(child -> child.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static double share(long weight, FlameGraph of) {
        return of.root().total() == 0 ? 0 : (double) weight / of.root().total();
    }

    private static String title(FlameGraph graph) {
        return "Flame graph of " + graph.measure();
    }

    /** A page of its own, to zoom and search in; with a base, colours say what grew and what shrank. */
    public static String html(FlameGraph graph, @Nullable FlameGraph base) {
        var arguments = new Arguments();
        arguments.title = title(graph) + " (" + graph.unit() + ")";
        arguments.diff = base != null;
        arguments.norm = base != null;
        try {
            var page = new one.convert.FlameGraph(arguments);
            page.parseCollapsed(new StringReader(harmless(collapsed(graph, null))));
            if (base != null) {
                var other = new one.convert.FlameGraph(arguments);
                other.parseCollapsed(new StringReader(harmless(collapsed(base, null))));
                page.diff(other);
            }
            var bytes = new ByteArrayOutputStream();
            try (var out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
                page.dump(out);
            }
            return bytes.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names stand in a script of the page, which a name must not end. */
    private static String harmless(String stacks) {
        return stacks.replace("</", "< /").replace("<!--", "< !--");
    }
}
