package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Chart;
import java.util.List;

/**
 * Something to read, without saying how it looks.
 *
 * @param subtitle for whoever gets it from somebody else: what it is about; may be empty
 */
public record Document(String title, String subtitle, List<Block> blocks) {

    /** A document whose title says all. */
    public Document(String title, List<Block> blocks) {
        this(title, "", blocks);
    }

    /** A piece of a document. */
    public sealed interface Block {}

    /** A chart. {@code id} is stable and can be linked to; {@code title} and {@code caption} may be empty. */
    public record Figure(String id, String title, String caption, Chart chart) implements Block {}

    /** A heading. {@code level} 1 is a section, 2 a part of one; {@code id} is stable and can be linked to. */
    public record Heading(int level, String text, String id) implements Block {}

    public record Paragraph(String text) implements Block {}

    /** What is known of a thing in a few words each: {@code severity high, support 23 decibans}. */
    public record Labels(List<Label> labels) implements Block {}

    /** A name and what it is. */
    public record Label(String name, String value, Tone tone) {}

    /**
     * The answer itself, set off from the rest.
     *
     * @param first what is to be seen with it where the rest may be beyond the edge of the screen: the gain, what to change
     *     first; where all is read in one go, the sections say it
     */
    public record Verdict(Tone tone, String text, List<Label> first) implements Block {

        /** An answer that says all. */
        public Verdict(Tone tone, String text) {
            this(tone, text, List.of());
        }
    }

    /** Items, each with an optional mark before it. */
    public record Items(List<Item> items) implements Block {}

    /** One item; {@code detail} is less important and may be empty, {@code id} can be linked to and may be empty. */
    public record Item(Mark mark, String text, String detail, String id) {

        /** An item that nothing links to. */
        public Item(Mark mark, String text, String detail) {
            this(mark, text, detail, "");
        }
    }

    /** Facts that something rests on, those from one place together. */
    public record Cited(List<Source> sources) implements Block {}

    /**
     * Facts from one place.
     *
     * @param of what all of them are of, such as {@code sql.statements[2]}; may be empty
     * @param where they come from, in words
     * @param id to be linked to
     */
    public record Source(String of, List<CitedFact> facts, String where, String id) {}

    /**
     * A fact as it is shown.
     *
     * @param name within what it is of
     * @param value in words, with its unit
     * @param path of the fact in the tree of facts
     */
    public record CitedFact(String name, String value, String path) {}

    /**
     * A table.
     *
     * @param right numbers of the columns that are set flush right
     * @param ids of the rows, to be linked to; empty when nothing links to them
     */
    public record Table(List<String> header, List<List<String>> rows, List<Integer> right, List<String> ids)
            implements Block {

        /** A table whose rows nothing links to. */
        public Table(List<String> header, List<List<String>> rows, List<Integer> right) {
            this(header, rows, right, List.of());
        }
    }

    /** Amounts over time, drawn as a row of bars; {@code caption} says what and when. */
    public record Bars(List<Long> values, String caption) implements Block {}

    /** Something to copy. */
    public record Code(String language, String text) implements Block {

        /** The language of a text in which the places of words mean something, such as a plan: no line of it is broken. */
        public static final String LAID_OUT = "text";
    }

    /** What may be skipped: shown folded where that is possible. */
    public record Folded(String summary, List<Block> blocks) implements Block {}

    /** What a colour or a sign would say. */
    public enum Tone {
        GOOD,
        WARNING,
        BAD,
        NEUTRAL
    }

    /** Sign in front of an item. */
    public enum Mark {
        BULLET,
        DONE,
        OPEN,
        NOT_NEEDED,
        PLUS,
        MINUS
    }
}
