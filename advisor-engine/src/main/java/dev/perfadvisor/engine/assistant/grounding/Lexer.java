package dev.perfadvisor.engine.assistant.grounding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.tartarus.snowball.ext.EnglishStemmer;

/**
 * Makes tokens of sentences. Texts out of artifacts are known to it and are one token each, also where they are cut short
 * by three dots. Words that claim nothing are left out.
 */
final class Lexer {

    /** Characters before three dots by which a text that was cut short is recognised. */
    private static final int LEAST_CUT = 8;

    private static final Set<String> CLAIM_NOTHING = Set.of(
            "the",
            "a",
            "an",
            "this",
            "that",
            "these",
            "those",
            "it",
            "its",
            "is",
            "are",
            "was",
            "were",
            "be",
            "been",
            "has",
            "have",
            "does",
            "do",
            "and",
            "also",
            "of",
            "in",
            "on",
            "at",
            "for",
            "to",
            "with",
            "as",
            "here",
            "there",
            "which",
            "who",
            "what",
            "i",
            "we",
            "you",
            "your",
            "our",
            "evidence",
            "finding",
            "findings",
            "shows",
            "show",
            "says",
            "say",
            "says:",
            "according");

    private static final Pattern TOKEN =
            Pattern.compile("(?<moment>\\d{4}-\\d\\d-\\d\\d(?:T[\\d:.]+Z?)?|\\d+(?:\\.\\d+){2,})"
                    + "|(?<number>(?<![\\w.])-?(?:[1-9]\\d{0,2}(?:,\\d{3})+|\\d+)(?![\\d,]*,\\d)(?:\\.\\d+)?)"
                    + "(?<unit>\\s?(?:%|[kMGT]?B/s|/s\\b|/min\\b|per second\\b|per minute\\b|µs|[A-Za-z]+\\b))?"
                    + "|(?<word>[\\p{L}_][\\p{L}\\p{N}_$.:/@#\\[\\]{}<>=-]*)"
                    // A minus, however it is drawn, and digits that are part of no number known here.
                    + "|(?<sign>(?<![\\w.)])[-–—](?=\\s*\\p{N})|[^\\s\\p{L}.,;:()\"'`*#“”‘’–—!/-])");

    /** No sentence of ours begins with a small letter; "e.g. this" is none that ends. */
    private static final Pattern END = Pattern.compile("(?<=[.!?]) (?!\\p{Ll})");

    private static final Pattern ASIDE = Pattern.compile("\\s*\\([^()]*\\)");
    /** One word says nothing by itself, and sentences of ours hold many that are names somewhere, such as "orders". */
    private static final Pattern ONE_WORD = Pattern.compile("[A-Za-z0-9_]*");

    private static final Pattern LETTERS = Pattern.compile("[a-z]+");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final List<String> values;

    /** @param values texts out of artifacts, that an answer may repeat and not speak with */
    Lexer(Collection<String> values) {
        this.values = values.stream()
                .map(Lexer::spaced)
                .filter(value -> !ONE_WORD.matcher(value).matches())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static String spaced(String text) {
        return SPACE.matcher(text).replaceAll(" ").strip();
    }

    private record Span(int from, int to, String value) {}

    /** The tokens of a text, over the ends of its sentences. */
    List<Token> tokens(String text) {
        var tokens = new ArrayList<Token>();
        var plain = spaced(text);
        int at = 0;
        for (var span : spans(plain)) {
            words(plain.substring(at, span.from()), tokens);
            tokens.add(new Token.Value(span.value()));
            at = span.to();
        }
        words(plain.substring(at), tokens);
        return List.copyOf(tokens);
    }

    /** A text that can be said, and its tokens. */
    record Sayable(String text, List<Token> tokens) {}

    /**
     * What can be said of a text: its beginning, up to the end of any of its sentences, as a later sentence may rest on an
     * earlier one; each also without what stands in brackets.
     */
    List<Sayable> sayable(String text) {
        var all = new ArrayList<Sayable>();
        var whole = new ArrayList<Token>();
        var bare = new ArrayList<Token>();
        var so = new StringBuilder();
        for (var sentence : sentences(text)) {
            so.append(so.isEmpty() ? "" : " ").append(sentence);
            whole.addAll(tokens(sentence));
            bare.addAll(tokens(ASIDE.matcher(sentence).replaceAll("")));
            all.add(new Sayable(so.toString(), List.copyOf(whole)));
            if (!bare.equals(whole)) {
                all.add(new Sayable(so.toString(), List.copyOf(bare)));
            }
        }
        all.removeIf(one -> one.tokens().isEmpty());
        return all;
    }

    /** No sentence ends inside of what an artifact says, which may have several lines. */
    private List<String> sentences(String text) {
        var lines = text.strip()
                .lines()
                .map(Lexer::spaced)
                .filter(line -> !line.isEmpty())
                .toList();
        var plain = String.join(" ", lines);
        var ends = new TreeSet<Integer>();
        int line = 0;
        for (var one : lines) {
            line += one.length() + 1;
            ends.add(line - 1);
        }
        END.matcher(plain).results().forEach(end -> ends.add(end.start()));
        spans(plain).forEach(span -> ends.subSet(span.from(), span.to()).clear());
        var sentences = new ArrayList<String>();
        int start = 0;
        for (int end : ends) {
            sentences.add(plain.substring(start, end));
            start = end + 1;
        }
        return sentences;
    }

    /** The text with quotes around what artifacts say. */
    String quoted(String text) {
        var plain = spaced(text);
        var quoted = new StringBuilder();
        int at = 0;
        for (var span : spans(plain)) {
            quoted.append(plain, at, span.from());
            boolean marked = span.from() > 0
                    && "\"`“'".indexOf(plain.charAt(span.from() - 1)) >= 0
                    && span.to() < plain.length();
            var inside = plain.substring(span.from(), span.to());
            quoted.append(marked ? inside : "\"" + inside + "\"");
            at = span.to();
        }
        return quoted.append(plain, at, plain.length()).toString();
    }

    /** Where artifacts speak: the longest first, none inside another. */
    private List<Span> spans(String text) {
        var spans = new ArrayList<Span>();
        for (var value : values) {
            for (int at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
                add(spans, text, new Span(at, at + value.length(), value));
            }
        }
        for (int dots = text.indexOf("..."); dots >= 0; dots = text.indexOf("...", dots + 3)) {
            cut(spans, text, dots);
        }
        spans.sort(Comparator.comparingInt(Span::from));
        return spans;
    }

    private void cut(List<Span> spans, String text, int dots) {
        for (var value : values) {
            if (value.length() < LEAST_CUT) {
                return;
            }
            int at = text.lastIndexOf(value.substring(0, LEAST_CUT), dots);
            if (at >= 0 && value.startsWith(text.substring(at, dots))) {
                spans.removeIf(span -> span.from() >= at && span.to() <= dots);
                add(spans, text, new Span(at, dots + 3, value));
                return;
            }
        }
    }

    private static void add(List<Span> spans, String text, Span span) {
        boolean apart = isEdge(text, span.from() - 1, span.from()) && isEdge(text, span.to() - 1, span.to());
        if (apart && spans.stream().noneMatch(other -> span.from() < other.to() && other.from() < span.to())) {
            spans.add(span);
        }
    }

    /** Whether no word goes on from one character to the next. */
    private static boolean isEdge(String text, int left, int right) {
        return left < 0
                || right >= text.length()
                || !Character.isLetterOrDigit(text.charAt(left))
                || !Character.isLetterOrDigit(text.charAt(right));
    }

    private static void words(String text, List<Token> tokens) {
        var matcher = TOKEN.matcher(text.replace('−', '-').replace("’", "'").replace("n't", " not"));
        int at = 0;
        while (matcher.find(at)) {
            at = matcher.end();
            var number = matcher.group("number");
            if (number != null) {
                var unit = matcher.group("unit") == null
                        ? ""
                        : matcher.group("unit").strip();
                boolean known = Figure.isUnit(unit);
                if (!unit.isEmpty() && !known) {
                    at = matcher.end("number");
                }
                tokens.add(new Token.Amount(Figure.written(number, known ? unit : "")));
            } else if (matcher.group("word") != null) {
                word(matcher.group("word"), tokens);
            } else {
                tokens.add(new Token.Word(matcher.group()));
            }
        }
    }

    private static void word(String written, List<Token> tokens) {
        int end = written.length();
        while (end > 1 && ".:/-#".indexOf(written.charAt(end - 1)) >= 0) {
            end--;
        }
        var word = written.substring(0, end).toLowerCase(Locale.ROOT);
        if (CLAIM_NOTHING.contains(word)) {
            return;
        }
        if (!LETTERS.matcher(word).matches()) {
            tokens.add(new Token.Word(word));
            return;
        }
        var stemmer = new EnglishStemmer();
        stemmer.setCurrent(word);
        stemmer.stem();
        tokens.add(new Token.Word(stemmer.getCurrent()));
    }
}
