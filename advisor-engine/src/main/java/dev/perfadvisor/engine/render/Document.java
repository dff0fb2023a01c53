package dev.perfadvisor.engine.render;

import java.util.List;

/** Something to read, without saying how it looks. */
public record Document(String title, List<Block> blocks) {

    /** A piece of a document. */
    public sealed interface Block {}

    /** A heading. {@code level} 1 is a section, 2 a part of one; {@code id} is stable and can be linked to. */
    public record Heading(int level, String text, String id) implements Block {}

    public record Paragraph(String text) implements Block {}

    /** The answer itself, set off from the rest. */
    public record Verdict(Tone tone, String text) implements Block {}

    /** Items, each with an optional mark before it. */
    public record Items(List<Item> items) implements Block {}

    /** One item; {@code detail} is less important and may be empty. */
    public record Item(Mark mark, String text, String detail) {}

    /** A table; the columns named in {@code right} are set flush right. */
    public record Table(List<String> header, List<List<String>> rows, List<Integer> right) implements Block {}

    /** Amounts over time, drawn as a row of bars; {@code caption} says what and when. */
    public record Bars(List<Long> values, String caption) implements Block {}

    /** Something to copy. */
    public record Code(String language, String text) implements Block {}

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
