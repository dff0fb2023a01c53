package dev.perfadvisor.engine.assistant.grounding;

/**
 * What the sentences of something are about. "At most 44 % of request time goes into it" is true of one finding and false of
 * another, so a sentence is never shown without it.
 *
 * @param title empty when each sentence says by itself what it is about
 * @param place where it was seen, such as a statement; empty when there is one of it at most
 */
public record Subject(String title, String place) {

    /** Each sentence says by itself what it is about. */
    static final Subject NONE = new Subject("", "");

    private static final int MOST_PLACE = 120;

    static Subject of(String title) {
        return new Subject(title, "");
    }

    /** In words, with a long place cut short: {@code Slow statement (select name from shop)}. */
    public String words() {
        return words(shortened());
    }

    /** In words, with all of the place. */
    public String whole() {
        return words(place);
    }

    private String words(String where) {
        return where.isEmpty() ? title : title + " (" + where + ")";
    }

    private String shortened() {
        return place.length() <= MOST_PLACE ? place : place.substring(0, MOST_PLACE) + "...";
    }

    /** A sentence with what it is about, unless it says so. */
    String with(String sentence) {
        if (title.isEmpty()) {
            return sentence;
        }
        int at = sentence.indexOf(title);
        if (at < 0) {
            return words() + ": " + sentence;
        }
        return place.isEmpty() || sentence.contains(shortened())
                ? sentence
                : sentence.substring(0, at) + words() + sentence.substring(at + title.length());
    }
}
