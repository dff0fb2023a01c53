package dev.perfadvisor.engine.assistant.tools;

import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.model.Artifact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces what is nobody else's business by names such as {@code <host-1>}, and puts it back. The same text has the same
 * name for as long as the redactor lives, and what was taken out once is taken out from then on wherever it stands, as
 * most of it is recognised by what is around it. It takes out too much rather than too little: names are put back in answers
 * and in arguments of tools, so that nothing is lost by it. Safe to use from many threads.
 */
public final class Redactor {

    private static final Pattern NAME = Pattern.compile("<[a-z]+-\\d+>");
    private static final String WITHHELD = "<withheld>";

    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, String> originals = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final Map<String, String> known = new LinkedHashMap<>();
    private final List<String> withheld;

    /**
     * A redactor.
     *
     * @param known texts that are to be replaced wherever they stand, such as the name of this machine
     * @param withheld texts that are replaced and neither put back nor told, such as the key for the provider
     */
    public Redactor(Collection<String> known, Collection<String> withheld) {
        this.withheld =
                withheld.stream().filter(text -> !text.isEmpty()).distinct().toList();
        know("host", known);
    }

    private synchronized void know(String kind, Collection<String> more) {
        more.forEach(text -> known.putIfAbsent(text, kind));
    }

    /**
     * What there is to know of a case before something of it leaves: names of files tell where and for whom somebody works,
     * and what the user said once may stand again where nothing tells what it is.
     */
    public void know(Case current) {
        know("file", current.attached());
        know("file", current.evidence().artifacts().stream().map(Artifact::name).toList());
        current.words().all().forEach(this::hide);
    }

    /** One text that was replaced. */
    public record Replaced(String name, String original) {}

    /** All that was replaced so far, in order. */
    public synchronized List<Replaced> replaced() {
        var all = new ArrayList<Replaced>();
        originals.forEach((name, original) -> all.add(new Replaced(name, original)));
        return all;
    }

    /** A text that may leave the process. */
    public synchronized String hide(String text) {
        var open = text;
        for (var secret : withheld) {
            open = open.replace(secret, WITHHELD);
        }
        var found = new Found(open, NAME);
        known.forEach(found::again);
        Secret.ALL.forEach(found::add);
        names.forEach((original, name) -> found.again(original, kind(name)));
        int before = names.size();
        var hidden = named(open, found);
        if (names.size() == before) {
            return hidden;
        }
        // What was recognised just now may stand a second time in this text.
        List.copyOf(names.entrySet())
                .subList(before, names.size())
                .forEach(entry -> found.again(entry.getKey(), kind(entry.getValue())));
        return named(open, found);
    }

    private String named(String open, Found found) {
        var hidden = new StringBuilder();
        int at = 0;
        for (var span : found.apart()) {
            hidden.append(open, at, span.from())
                    .append(name(span.kind(), show(open.substring(span.from(), span.to()))));
            at = span.to();
        }
        return hidden.append(open, at, open.length()).toString();
    }

    private String name(String kind, String original) {
        return names.computeIfAbsent(original, _ -> {
            var name = "<" + kind + "-" + counts.merge(kind, 1, Integer::sum) + ">";
            originals.put(name, original);
            return name;
        });
    }

    private static String kind(String name) {
        return name.substring(1, name.lastIndexOf('-'));
    }

    /** A text as it came back, with the originals. */
    public synchronized String show(String text) {
        return NAME.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(originals.getOrDefault(found.group(), found.group())));
    }

    /**
     * An argument of a tool with the originals, if this is how it would have been told. Any other is left as it came: what a
     * tool does with an original in a place of its own could tell what it is.
     */
    public synchronized String argument(String text) {
        var shown = show(text);
        return shown.equals(text) || hide(shown).equals(text) ? shown : text;
    }

    /** The beginning of a text in which all is hidden. A name is whole or not in it. */
    public static String cut(String hidden, int most) {
        if (hidden.length() <= most) {
            return hidden;
        }
        int end = most;
        var name = NAME.matcher(hidden);
        while (name.find() && name.start() < most) {
            end = name.end() > most ? name.start() : end;
        }
        return hidden.substring(0, end) + "...";
    }
}
