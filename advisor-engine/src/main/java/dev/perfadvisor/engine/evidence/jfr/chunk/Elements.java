package dev.perfadvisor.engine.evidence.jfr.chunk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tree of elements of a metadata event. An element is: index of its name, number of attributes, that many pairs of
 * indexes (key, value), number of children, children; the indexes are those of a table of strings that comes first.
 */
final class Elements {

    private static final int DEEPEST = 32;
    private static final String CLASS = "class";
    private static final int USUAL = 4096;

    /** Sound strings in a row that make a place one to go on from. */
    private static final int TRUSTED = 4;

    /** Bytes that may be read in vain where the event is damaged: at least so many, and so many times those it has. */
    static final long LEAST_EFFORT = 1 << 26;

    static final int MOST_EFFORT = 16;

    private final Cursor in;
    private final String[] strings;
    private long effort;

    /** One element of the tree. */
    record Element(String name, Map<String, String> values, List<Element> children) {

        /** Empty when it has no such attribute. */
        String attribute(String key) {
            return values.getOrDefault(key, "");
        }

        List<Element> children(String wanted) {
            return children.stream().filter(child -> child.name.equals(wanted)).toList();
        }
    }

    /**
     * Reads the table of strings; the cursor, behind size and type of the event, stops at the first element.
     *
     * @param lenient whether a string with a damaged length is passed over, which keeps the indexes of those behind it
     */
    Elements(Cursor in, boolean lenient) {
        this.in = in;
        this.effort = Math.max(LEAST_EFFORT, (long) MOST_EFFORT * in.remaining());
        in.readLong();
        in.readLong();
        in.readLong();
        int count = in.readCount();
        var read = new ArrayList<String>(Math.min(count, USUAL)); // bytes that only look like metadata claim many
        for (int i = 0; i < count; i++) {
            if (lenient && !soundString()) {
                read.add("");
                skipDamagedString();
            } else {
                var string = in.readString(Constants.NONE);
                read.add(string == null ? "" : string);
            }
        }
        strings = read.toArray(String[]::new);
    }

    /** Whether a string without control characters stands at the cursor, which stays where it is. */
    private boolean soundString() {
        int at = in.position();
        try {
            var string = in.readString(Constants.NONE);
            return string == null || string.chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\t');
        } catch (MalformedChunkException _) {
            return false;
        } finally {
            effort -= in.position() - at;
            in.position(at);
        }
    }

    /** Moves to the next place from which several strings follow. */
    private void skipDamagedString() {
        int from = in.position() + 2;
        for (int at = from; at < in.limit() && effort > 0; at++) {
            in.position(at);
            int sound = 0;
            while (sound < TRUSTED && soundString()) {
                in.skipString();
                sound++;
            }
            if (sound == TRUSTED) {
                in.position(at);
                return;
            }
        }
        throw new MalformedChunkException(in.place(), "the strings of the metadata are damaged");
    }

    /** The declarations of types in a sound event. */
    List<Element> declarations() {
        return element(0).children("metadata").stream()
                .flatMap(metadata -> metadata.children(CLASS).stream())
                .toList();
    }

    /** The declarations of types that can still be found where the tree is damaged: every place that looks like one. */
    List<Element> soundDeclarations() {
        var found = new ArrayList<Element>();
        int at = in.position();
        while (at < in.limit() && effort > 0) {
            int from = at;
            in.position(at);
            at++;
            try {
                var element = element(0);
                if (element.name.equals(CLASS) && sound(element)) {
                    found.add(element);
                    at = in.position();
                }
            } catch (MalformedChunkException _) {
                // not the start of an element: try the next byte
            }
            effort -= in.position() - from;
        }
        return found;
    }

    private static boolean sound(Element declaration) {
        return number(declaration.attribute("id"))
                && !declaration.attribute("name").isEmpty()
                && declaration.children("field").stream()
                        .allMatch(field -> number(field.attribute(CLASS))
                                && !field.attribute("name").isEmpty());
    }

    private static boolean number(String text) {
        return !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private Element element(int depth) {
        if (depth > DEEPEST) {
            throw new MalformedChunkException(in.place(), "the metadata is nested too deeply");
        }
        var name = string();
        int attributes = in.readCount();
        var values = HashMap.<String, String>newHashMap(Math.min(attributes, 16));
        for (int i = 0; i < attributes; i++) {
            var key = string();
            values.put(key, string());
        }
        int count = in.readCount();
        var children = new ArrayList<Element>(Math.min(count, 16));
        for (int i = 0; i < count; i++) {
            children.add(element(depth + 1));
        }
        return new Element(name, values, children);
    }

    private String string() {
        int at = in.place();
        int index = in.readInt();
        if (index < 0 || index >= strings.length) {
            throw new MalformedChunkException(at, "the metadata refers to a string that is not there");
        }
        return strings[index];
    }
}
