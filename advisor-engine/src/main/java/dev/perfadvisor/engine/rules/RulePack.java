package dev.perfadvisor.engine.rules;

import dev.perfadvisor.engine.rules.YamlNode.Items;
import dev.perfadvisor.engine.rules.YamlNode.Kind;
import dev.perfadvisor.engine.rules.YamlNode.Mapping;
import dev.perfadvisor.engine.rules.YamlNode.Mark;
import dev.perfadvisor.engine.rules.YamlNode.Scalar;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * A rule base as it was checked when it was built: YAML that is parsed and conditions that are compiled, in a form that is
 * read in a small part of the time that both take. It says the same as the files; it holds for the engine it was built with.
 */
public final class RulePack {

    /** What it is called in a jar of rules. */
    public static final String NAME = "rules.pack";

    private static final String MAGIC = "advisor rules, format 3";

    private final SequencedMap<String, YamlNode> documents;
    private final Map<String, byte[]> conditions;
    private final Map<String, String> words;

    /**
     * A pack.
     *
     * @param documents roots of the files by name, in order
     * @param conditions checked expressions by their text, as CEL's protobuf message {@code CheckedExpr}
     * @param words conditions in words by their text
     */
    private RulePack(
            SequencedMap<String, YamlNode> documents, Map<String, byte[]> conditions, Map<String, String> words) {
        this.documents = documents;
        this.conditions = conditions;
        this.words = words;
    }

    SequencedMap<String, YamlNode> documents() {
        return documents;
    }

    Map<String, byte[]> conditions() {
        return conditions;
    }

    Map<String, String> words() {
        return words;
    }

    /**
     * Checks files and packs them.
     *
     * @throws RuleLoadException with all that is wrong in them
     */
    public static RulePack of(List<RuleFile> files, Map<String, Class<? extends Record>> roots) {
        var book = RuleLoader.load(files, roots);
        var documents = new LinkedHashMap<String, YamlNode>();
        for (var file : files) {
            YamlText.parse(file, new ArrayList<>()).ifPresent(root -> documents.put(file.name(), root));
        }
        return new RulePack(
                documents, book.language().compiled(), book.language().worded());
    }

    /** The pack that the build has made; empty where rules are read from their files. */
    public static Optional<RulePack> onClassPath() {
        return Packed.onClassPath(NAME, RulePack::read);
    }

    /** Writes the pack, so that {@link #onClassPath} reads it where it is in a jar by its {@link #NAME}. */
    public void write(OutputStream to) throws IOException {
        var strings = new LinkedHashMap<String, Integer>();
        documents.values().forEach(root -> collect(root, strings));
        documents.keySet().forEach(name -> number(name, strings));
        conditions.keySet().forEach(text -> number(text, strings));
        words.forEach((text, inWords) -> {
            number(text, strings);
            number(inWords, strings);
        });
        var out = new DataOutputStream(to);
        out.writeUTF(MAGIC);
        out.writeInt(strings.size());
        for (var text : strings.keySet()) {
            out.writeUTF(text);
        }
        out.writeInt(documents.size());
        for (var document : documents.entrySet()) {
            out.writeInt(number(document.getKey(), strings));
            write(document.getValue(), strings, out);
        }
        out.writeInt(conditions.size());
        for (var condition : new TreeMap<>(conditions).entrySet()) {
            out.writeInt(number(condition.getKey(), strings));
            out.writeInt(condition.getValue().length);
            out.write(condition.getValue());
        }
        out.writeInt(words.size());
        for (var condition : new TreeMap<>(words).entrySet()) {
            out.writeInt(number(condition.getKey(), strings));
            out.writeInt(number(condition.getValue(), strings));
        }
        out.flush();
    }

    private static int number(String text, Map<String, Integer> strings) {
        return strings.computeIfAbsent(text, _ -> strings.size());
    }

    private static void collect(YamlNode node, Map<String, Integer> strings) {
        switch (node) {
            case Scalar scalar -> number(scalar.text(), strings);
            case Items list -> list.items().forEach(item -> collect(item, strings));
            case Mapping mapping ->
                mapping.values().forEach((key, value) -> {
                    number(key, strings);
                    collect(value, strings);
                });
        }
    }

    private static void write(YamlNode node, Map<String, Integer> strings, DataOutputStream out) throws IOException {
        switch (node) {
            case Scalar(var mark, var kind, var text) -> {
                out.writeByte(kind.sign());
                write(mark, out);
                out.writeInt(number(text, strings));
            }
            case Items(var mark, var items) -> {
                out.writeByte('-');
                write(mark, out);
                out.writeInt(items.size());
                for (var item : items) {
                    write(item, strings, out);
                }
            }
            case Mapping(var mark, var values, var _) -> {
                out.writeByte(':');
                write(mark, out);
                out.writeInt(values.size());
                for (var entry : values.entrySet()) {
                    out.writeInt(number(entry.getKey(), strings));
                    write(entry.getValue(), strings, out);
                }
            }
        }
    }

    private static void write(Mark mark, DataOutputStream out) throws IOException {
        out.writeInt(mark.line());
        out.writeInt(mark.column());
    }

    /**
     * What was written.
     *
     * @throws IOException when it is something else
     */
    static RulePack read(InputStream from) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(from.readAllBytes()));
        if (!in.readUTF().equals(MAGIC)) {
            throw new IOException("These are no rules of this engine.");
        }
        var strings = new String[in.readInt()];
        for (int i = 0; i < strings.length; i++) {
            strings[i] = in.readUTF();
        }
        var documents = new LinkedHashMap<String, YamlNode>();
        for (int left = in.readInt(); left > 0; left--) {
            var name = strings[in.readInt()];
            documents.put(name, node(in, strings));
        }
        var conditions = new LinkedHashMap<String, byte[]>();
        for (int left = in.readInt(); left > 0; left--) {
            var text = strings[in.readInt()];
            conditions.put(text, in.readNBytes(in.readInt()));
        }
        var words = new LinkedHashMap<String, String>();
        for (int left = in.readInt(); left > 0; left--) {
            words.put(strings[in.readInt()], strings[in.readInt()]);
        }
        return new RulePack(documents, conditions, words);
    }

    private static YamlNode node(DataInputStream in, String[] strings) throws IOException {
        int what = in.readByte();
        var mark = new Mark(in.readInt(), in.readInt());
        return switch (what) {
            case '-' -> {
                int size = in.readInt();
                var items = new ArrayList<YamlNode>(size);
                for (int i = 0; i < size; i++) {
                    items.add(node(in, strings));
                }
                yield new Items(mark, items);
            }
            case ':' -> {
                int size = in.readInt();
                var values = LinkedHashMap.<String, YamlNode>newLinkedHashMap(size);
                for (int i = 0; i < size; i++) {
                    values.put(strings[in.readInt()], node(in, strings));
                }
                yield new Mapping(mark, values, List.of());
            }
            default -> new Scalar(mark, kind(what), strings[in.readInt()]);
        };
    }

    private static Kind kind(int sign) throws IOException {
        for (var kind : Kind.values()) {
            if (kind.sign() == sign) {
                return kind;
            }
        }
        throw new IOException("No value begins with " + sign + ".");
    }
}
