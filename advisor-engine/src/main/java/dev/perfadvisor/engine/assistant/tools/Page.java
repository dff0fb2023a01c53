package dev.perfadvisor.engine.assistant.tools;

import dev.perfadvisor.engine.assistant.grounding.Citable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of an answer, small enough to be read at once.
 *
 * @param total how many there are in all
 * @param next offset of the page that follows, null when there is none
 * @param note what else there is to know, empty when nothing
 * @param script a file that was written, empty when none was
 */
public record Page(List<Citable> items, int total, @Nullable Integer next, String note, String script) {

    private static final int MOST_ITEMS = 20;
    private static final int MOST_CHARS = 6000;
    private static final int MOST_SENTENCE = 900;
    private static final int MOST_ABOUT = 240;
    private static final int MOST_SCRIPT = 16_000;

    /** The page of a list that begins at an offset. */
    static Page of(List<Citable> all, int offset, String note) {
        var items = new ArrayList<Citable>();
        int chars = 0;
        int at = Math.min(offset, all.size());
        while (at < all.size() && items.size() < MOST_ITEMS) {
            var item = all.get(at);
            int size = size(item);
            if (!items.isEmpty() && chars + size > MOST_CHARS) {
                break;
            }
            items.add(item);
            chars += size;
            at++;
        }
        return new Page(List.copyOf(items), all.size(), at < all.size() ? at : null, note, "");
    }

    /** With a file, unless it is too large for a page. */
    Page with(String file) {
        return file.length() <= MOST_SCRIPT
                ? new Page(items, total, next, note, file)
                : new Page(items, total, next, "The script is too long to be shown here.", "");
    }

    private static int size(Citable item) {
        return item.id().length()
                + item.subject().words().length()
                + item.sentences().stream()
                        .mapToInt(sentence -> Math.min(MOST_SENTENCE, sentence.length()) + 4)
                        .sum();
    }

    /**
     * As it may leave the process, in maps and lists: {@code items [{id, about, says [], see []}], total, next, note, script}.
     * Texts are hidden before they are cut, as what is cut in two is not recognised.
     */
    public Map<String, Object> json(Redactor redactor) {
        // What is recognised in one text may stand in another one before it, where nothing tells what it is.
        hidden(redactor);
        return hidden(redactor);
    }

    private Map<String, Object> hidden(Redactor redactor) {
        var json = new LinkedHashMap<String, Object>();
        json.put("items", items.stream().map(item -> hidden(item, redactor)).toList());
        json.put("total", total);
        if (next != null) {
            json.put("next", next);
        }
        if (!note.isEmpty()) {
            json.put("note", redactor.hide(note));
        }
        if (!script.isEmpty()) {
            json.put("script", redactor.hide(script));
        }
        return json;
    }

    private static Map<String, Object> hidden(Citable item, Redactor redactor) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", redactor.hide(item.id()));
        if (!item.subject().title().isEmpty()) {
            json.put("about", Redactor.cut(redactor.hide(item.subject().whole()), MOST_ABOUT));
        }
        json.put(
                "says",
                item.sentences().stream()
                        .map(sentence -> Redactor.cut(redactor.hide(sentence), MOST_SENTENCE))
                        .toList());
        if (!item.see().isEmpty()) {
            json.put(
                    "see",
                    item.see().stream().limit(MOST_ITEMS).map(redactor::hide).toList());
        }
        return json;
    }
}
