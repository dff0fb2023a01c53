package dev.perfadvisor.shell.session;

import dev.perfadvisor.shell.Spelling;
import dev.perfadvisor.shell.session.Line.Mistyped;
import dev.perfadvisor.shell.session.Line.Misused;
import dev.perfadvisor.shell.session.Line.Say;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds out what a line means. */
final class LineReading {

    /** A cause id such as {@code db.n-plus-one}, or the number of a cause in the report. */
    private static final Pattern CAUSE = Pattern.compile("[a-z]+\\.[a-z0-9-]+|[1-9][0-9]?");

    /** What asks back in words, where another single word names a cause: "why not?", "why postgres?". */
    private static final Pattern ASKS_BACK = Pattern.compile(
            "(?:it|that|this|so|not|then|though|exactly|now|me|us|always|sometimes|really|on earth)\\W*");

    private static final Pattern ASKED = Pattern.compile("[Ww]hy\\?+");

    /** A rule id such as {@code gc.pause-long}. */
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(?:\\.[a-z0-9-]+)+");

    /** How paths of facts begin, such as {@code sql.statements[0].}. */
    private static final Pattern FACT = Pattern.compile("[a-z]+(?:[.\\[].*)?");

    /** What is done with a baseline. */
    private static final Pattern BASELINE = Pattern.compile("save|list|show|delete");

    private static final Pattern NUMBER = Pattern.compile("#?[1-9][0-9]{0,8}");

    private final String text;
    private final List<String> words;
    private final Collection<String> oneShots;

    LineReading(String text, Collection<String> oneShots) {
        this.text = text;
        this.words = asked(Words.of(text));
        this.oneShots = oneShots;
    }

    Line line() {
        if (words.isEmpty() || text.startsWith("#")) {
            return new Line.Blank();
        }
        var dropped = dropped();
        if (!dropped.isEmpty()) {
            return new Line.Dropped(dropped);
        }
        var missing = MissingFile.in(text, words);
        if (missing.isPresent()) {
            return new Misused("There is no file '" + missing.get() + "'; nothing was attached.");
        }
        var verb = Verb.of(words.getFirst());
        if (oneShots.contains(words.getFirst()) && (verb.isEmpty() || namesFiles())) {
            return words.size() == 1 || looksLikeArguments(rest()) ? new Line.OneShot(words) : new Say(text);
        }
        return verb.map(this::known).or(this::foreign).or(this::mistyped).orElseGet(() -> new Say(text));
    }

    /** The one command that is a question. */
    private static List<String> asked(List<String> words) {
        return words.size() == 1 && ASKED.matcher(words.getFirst()).matches() ? List.of(Verb.WHY.word()) : words;
    }

    private List<String> rest() {
        return words.subList(1, words.size());
    }

    /** Whether a command that the session has, too, is meant for files: that is the one of the command line. */
    private boolean namesFiles() {
        var rest = rest();
        for (int i = 0; i < rest.size(); i++) {
            boolean value = i > 0 && rest.get(i - 1).startsWith("--");
            if ((!value && Paths.exists(rest.get(i)))
                    || rest.get(i).equals("--base")
                    || rest.get(i).equals("--help")) {
                return true;
            }
        }
        return false;
    }

    private Line known(Verb verb) {
        var options = CallOptions.of(rest());
        if (!options.wrong().isEmpty()) {
            return new Misused(options.wrong());
        }
        var arguments = SpacedNames.joined(verb, options.rest());
        var unknown = arguments.stream()
                .filter(word -> word.startsWith("--") && !verb.options().contains(word))
                .findFirst();
        if (unknown.isPresent()) {
            var all = new ArrayList<>(verb.options());
            all.addAll(CallOptions.NAMES);
            return new Misused("There is no option " + unknown.get() + "; " + verb.word() + " takes "
                    + String.join(", ", all) + ".");
        }
        if (verb == Verb.EXPORT && arguments.size() > 1 && SpacedNames.isFormat(arguments.getLast())) {
            return new Misused("Type " + verb.usage() + ", for example: " + verb.example()
                    + ". A name with spaces stands in quotes.");
        }
        if (verb.takes(arguments.size()) && fits(verb, arguments)) {
            return new Line.Call(verb, arguments, options.manner());
        }
        boolean meant = words.size() == 1
                || options.given()
                || (verb.argument() == Verb.Argument.CASE && arguments.size() == 1);
        return meant ? new Misused("Type " + verb.usage() + ", for example: " + verb.example()) : new Say(text);
    }

    /** Whether words are arguments rather than the rest of a sentence. */
    private static boolean fits(Verb verb, List<String> arguments) {
        return switch (verb.argument()) {
            case NONE, FILE, ATTACHED -> true;
            case VERB -> arguments.stream().allMatch(word -> Verb.of(word).isPresent()) || arguments.size() == 1;
            case CAUSE -> arguments.stream().noneMatch(ASKS_BACK.asMatchPredicate());
            case RULE, AREA -> arguments.stream().allMatch(word -> !word.isBlank());
            case CASE -> arguments.stream().allMatch(NUMBER.asMatchPredicate());
            case BASELINE -> BASELINE.matcher(arguments.getFirst()).matches();
            case FACT -> arguments.stream().allMatch(FACT.asMatchPredicate());
            case MEASURE -> arguments.size() <= 1 || arguments.stream().anyMatch(word -> word.startsWith("--"));
        };
    }

    /** A command of other programs: a word, alone, or two. */
    private Optional<Line> foreign() {
        return words.size() <= 2
                ? ForeignWords.advice(String.join(" ", words)).map(advice -> new Mistyped(text, advice))
                : Optional.empty();
    }

    /** A word that is nearly a command, alone or before what could be its arguments. */
    private Optional<Line> mistyped() {
        var known = new ArrayList<>(Verb.words());
        known.addAll(oneShots);
        var first = words.getFirst();
        return Spelling.nearest(first, known)
                .filter(meant -> rest().isEmpty()
                        || Verb.of(meant)
                                .map(verb -> verb.takes(rest().size()) && strictly(verb, rest()))
                                .orElseGet(() -> looksLikeArguments(rest())))
                .map(meant -> {
                    var after = rest().isEmpty() ? "" : text.substring(text.indexOf(first) + first.length());
                    return new Mistyped(text, "Did you mean " + meant + after + "?");
                });
    }

    private static boolean strictly(Verb verb, List<String> arguments) {
        return switch (verb.argument()) {
            case NONE, AREA -> false;
            case VERB -> arguments.stream().allMatch(word -> Verb.of(word).isPresent());
            case FILE, ATTACHED -> arguments.stream().allMatch(word -> word.matches(".*[./~].*") || Paths.exists(word));
            case CAUSE -> arguments.stream().allMatch(CAUSE.asMatchPredicate());
            case RULE -> arguments.stream().allMatch(ID.asMatchPredicate());
            case CASE -> arguments.stream().allMatch(NUMBER.asMatchPredicate());
            case BASELINE -> BASELINE.matcher(arguments.getFirst()).matches();
            case FACT -> arguments.getFirst().indexOf('.') > 0;
            case MEASURE -> FlameDesk.MEASURES.contains(arguments.getFirst());
        };
    }

    private static boolean looksLikeArguments(List<String> words) {
        return words.stream().anyMatch(word -> word.startsWith("-") || word.matches(".*[./].*") || Paths.exists(word))
                || words.size() <= 2;
    }

    /** The paths, when all words are some that exist, or all of the line is one, which has spaces in it. */
    private List<String> dropped() {
        var whole = text.strip();
        if (words.size() > 1 && Paths.exists(whole)) {
            return List.of(whole);
        }
        var paths = words.stream().map(Paths::fromUri).toList();
        boolean all = Verb.of(words.getFirst()).isEmpty() && paths.stream().allMatch(Paths::exists);
        return all ? paths : List.of();
    }
}
