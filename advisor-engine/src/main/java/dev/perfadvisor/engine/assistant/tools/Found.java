package dev.perfadvisor.engine.assistant.tools;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Where in a text something was found that is to be replaced. What overlaps is replaced as one, so that no end of it stays. */
final class Found {

    /** Shorter texts, such as "a" or "17", stand in many places where they mean something else. */
    private static final int LEAST_CHARS = 4;

    private static final int LEAST_DIGITS = 5;

    /** Longer ones are no part of a word by chance. */
    private static final int MOST_WORD = 8;

    /** Characters of a text that was cut short, by which it is recognised. */
    private static final int LEAST_CUT = 4;

    private static final Set<String> ENDS_IN_WORD = Set.of("host", "path");

    private static final Pattern NUMBER = Pattern.compile("[\\d\\s.,+-]*");
    private static final Pattern DOTS = Pattern.compile("(?<!\\.)\\.{3}|…");

    private final String text;
    private final List<Span> names = new ArrayList<>();
    private final List<Integer> dots;
    private final List<Span> all = new ArrayList<>();

    /** A part of the text, and what it is. */
    record Span(int from, int to, String kind) {

        private boolean holds(Span other) {
            return from <= other.from && other.to <= to;
        }
    }

    /** @param name what stands in the place of something already */
    Found(String text, Pattern name) {
        this.text = text;
        name.matcher(text).results().forEach(match -> names.add(new Span(match.start(), match.end(), "")));
        this.dots = DOTS.matcher(text).results().map(match -> match.start()).toList();
    }

    private void add(Span span) {
        if (span.from() < span.to() && names.stream().noneMatch(name -> name.holds(span))) {
            all.add(span);
        }
    }

    void add(Secret secret) {
        var matcher = secret.pattern().matcher(text);
        while (matcher.find()) {
            int end = matcher.end("x");
            // With the end of a sentence it would be another text, and have another name.
            boolean sentence = ENDS_IN_WORD.contains(secret.kind()) && text.charAt(end - 1) == '.';
            add(new Span(matcher.start("x"), sentence ? end - 1 : end, secret.kind()));
        }
    }

    /** A text that is known, if it can be told from a word that is there by chance; also where it is cut short. */
    void again(String original, String kind) {
        boolean number = NUMBER.matcher(original).matches();
        if (original.length() < LEAST_CHARS
                || (number && original.chars().filter(Character::isDigit).count() < LEAST_DIGITS)) {
            return;
        }
        boolean word = number || original.length() < MOST_WORD;
        for (int at = text.indexOf(original); at >= 0; at = text.indexOf(original, at + original.length())) {
            int end = at + original.length();
            if (!word || (isEdge(at) && isEdge(end))) {
                add(new Span(at, end, kind));
            }
        }
        dots.forEach(end -> cut(original, end, kind));
    }

    private void cut(String original, int end, String kind) {
        for (int length = Math.min(original.length() - 1, end); length >= LEAST_CUT; length--) {
            if (text.regionMatches(end - length, original, 0, length) && isEdge(end - length)) {
                add(new Span(end - length, end, kind));
                return;
            }
        }
    }

    /** Whether no word goes on from the character before to the one at an index. */
    private boolean isEdge(int at) {
        return at == 0
                || at == text.length()
                || !Character.isLetterOrDigit(text.charAt(at - 1))
                || !Character.isLetterOrDigit(text.charAt(at));
    }

    /** What was found, in order, each of the kind of the longest that is part of it. */
    List<Span> apart() {
        var apart = new ArrayList<Span>();
        var widest = new Span(0, 0, "");
        for (var span : all.stream().sorted(Comparator.comparingInt(Span::from)).toList()) {
            var last = apart.isEmpty() ? null : apart.getLast();
            if (last == null || span.from() >= last.to()) {
                apart.add(span);
                widest = span;
                continue;
            }
            widest = span.to() - span.from() > widest.to() - widest.from() ? span : widest;
            apart.set(apart.size() - 1, new Span(last.from(), Math.max(last.to(), span.to()), widest.kind()));
        }
        return apart;
    }
}
