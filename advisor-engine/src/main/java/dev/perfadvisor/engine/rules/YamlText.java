package dev.perfadvisor.engine.rules;

import dev.perfadvisor.engine.rules.YamlNode.Items;
import dev.perfadvisor.engine.rules.YamlNode.Kind;
import dev.perfadvisor.engine.rules.YamlNode.Mapping;
import dev.perfadvisor.engine.rules.YamlNode.Mark;
import dev.perfadvisor.engine.rules.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Parses YAML. What is referred to several times by an alias is one node, so that a few lines can not become millions. */
final class YamlText {

    private static final int MOST_ALIASES = 50;

    private final IdentityHashMap<Node, YamlNode> known = new IdentityHashMap<>();

    private YamlText() {}

    /** The root of a file; empty when there is nothing in it, or when it is not YAML, which is then among the errors. */
    static Optional<YamlNode> parse(RuleFile file, List<LoadError> errors) {
        var settings = LoadSettings.builder()
                .setLabel(file.name())
                .setMaxAliasesForCollections(MOST_ALIASES)
                .build();
        try {
            var root = new Compose(settings).composeString(file.text());
            return root.map(new YamlText()::node);
        } catch (MarkedYamlEngineException e) {
            var at = e.getProblemMark().map(YamlText::mark).orElse(Mark.START);
            errors.add(new LoadError(file.name(), at.line(), at.column(), "not YAML: " + e.getProblem()));
        } catch (YamlEngineException e) {
            errors.add(new LoadError(file.name(), 1, 1, "not YAML: " + e.getMessage()));
        }
        return Optional.empty();
    }

    private YamlNode node(Node node) {
        if (node.isRecursive()) {
            throw new YamlEngineException("line " + mark(node).line() + " holds itself, by an alias");
        }
        if (node instanceof ScalarNode scalar) {
            return new Scalar(mark(scalar), kind(scalar.getTag()), scalar.getValue());
        }
        var old = known.get(node);
        if (old != null) {
            return old;
        }
        var made = switch (node) {
            case MappingNode mapping -> mapping(mapping);
            case SequenceNode sequence ->
                new Items(
                        mark(sequence),
                        sequence.getValue().stream().map(this::node).toList());
            default -> new Scalar(mark(node), Kind.NOTHING, "");
        };
        known.put(node, made);
        return made;
    }

    private Mapping mapping(MappingNode mapping) {
        var values = new LinkedHashMap<String, YamlNode>();
        var twice = new ArrayList<String>();
        for (var tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key
                    && values.put(key.getValue(), node(tuple.getValueNode())) != null) {
                twice.add(key.getValue());
            }
        }
        return new Mapping(mark(mapping), values, twice);
    }

    private static Mark mark(Node node) {
        return node.getStartMark().map(YamlText::mark).orElse(Mark.START);
    }

    private static Mark mark(org.snakeyaml.engine.v2.exceptions.Mark place) {
        return new Mark(place.getLine() + 1, place.getColumn() + 1);
    }

    private static Kind kind(Tag tag) {
        if (Tag.NULL.equals(tag)) {
            return Kind.NOTHING;
        }
        if (Tag.BOOL.equals(tag)) {
            return Kind.TRUTH;
        }
        if (Tag.INT.equals(tag)) {
            return Kind.WHOLE;
        }
        return Tag.FLOAT.equals(tag) ? Kind.NUMBER : Kind.TEXT;
    }
}
