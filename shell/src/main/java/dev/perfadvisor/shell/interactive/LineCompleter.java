package dev.perfadvisor.shell.interactive;

import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.shell.Screen;
import dev.perfadvisor.shell.session.Verb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jline.builtins.Completers.FileNameCompleter;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes commands, and after them what fits: files, causes, rules, cases, options. Elsewhere files. */
final class LineCompleter implements Completer {

    private final Conversation conversation;
    private final FileNameCompleter names = new FileNameCompleter();

    LineCompleter(Conversation conversation) {
        this.conversation = conversation;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (line.wordIndex() == 0) {
            if (line.word().contains("/") || line.word().startsWith("~")) {
                files(reader, line, candidates);
            } else {
                Arrays.stream(Verb.values())
                        .map(verb -> candidate(verb.word(), verb.purpose()))
                        .forEach(candidates::add);
                conversation.desk().oneShots().stream()
                        .filter(name -> Verb.of(name).isEmpty())
                        .forEach(name -> candidates.add(candidate(name, "as ./advisor " + name)));
            }
            return;
        }
        var command = line.words().getFirst();
        var verb = Verb.of(command);
        if (verb.isPresent()) {
            argument(verb.get(), reader, line, candidates);
        } else if (conversation.desk().oneShots().contains(command)) {
            if (line.word().startsWith("-")) {
                conversation.desk().options(command).forEach(option -> candidates.add(new Candidate(option)));
            } else {
                files(reader, line, candidates);
            }
        }
    }

    private void argument(Verb verb, LineReader reader, ParsedLine line, List<Candidate> candidates) {
        var before = line.words().get(line.wordIndex() - 1);
        if (before.equals("--format")) {
            Arrays.stream(Format.values()).forEach(format -> candidates.add(new Candidate(format.id())));
            return;
        }
        if (before.equals("--baseline")) {
            conversation.desk().baselineNames().forEach(name -> candidates.add(candidate(name, "")));
            return;
        }
        if (line.word().startsWith("-")) {
            verb.options().forEach(option -> candidates.add(new Candidate(option)));
            candidates.add(candidate("--format", "terminal, json, markdown or html"));
            candidates.add(candidate("--full", "with what is left out otherwise"));
            return;
        }
        boolean first = line.wordIndex() == 1;
        switch (verb.argument()) {
            case NONE, AREA -> {}
            case MEASURE -> {
                if (before.equals("--output")) {
                    files(reader, line, candidates);
                } else if (!before.startsWith("--") || before.equals("--of")) {
                    conversation.session().measures().forEach(measure -> candidates.add(new Candidate(measure)));
                }
            }
            case FACT ->
                add(first, conversation.session().facts(line.word()).stream().map(LineCompleter::open), candidates);
            case ATTACHED ->
                conversation.session().evidence().forEach(path -> candidates.add(candidate(path.toString(), "")));
            case FILE -> {
                if (first || verb != Verb.EXPORT) {
                    files(reader, line, candidates);
                }
            }
            case VERB ->
                add(first, Arrays.stream(Verb.values()).map(one -> candidate(one.word(), one.purpose())), candidates);
            case BASELINE -> baseline(line, reader, candidates);
            case CAUSE -> add(first, conversation.session().causes().stream().map(Candidate::new), candidates);
            case RULE -> add(first, conversation.desk().rules().stream().map(Candidate::new), candidates);
            case CASE ->
                add(
                        first,
                        conversation.desk().keptCases().stream()
                                .map(entry -> candidate(
                                        String.valueOf(entry.number()),
                                        entry.title().lines().findFirst().orElse(""))),
                        candidates);
        }
    }

    /** What to do, then a name, and behind {@code save NAME} files. */
    private void baseline(ParsedLine line, LineReader reader, List<Candidate> candidates) {
        if (line.wordIndex() == 1) {
            List.of("save", "list", "show", "delete").forEach(word -> candidates.add(new Candidate(word)));
        } else if (line.wordIndex() == 2 && !line.words().get(1).equals("list")) {
            conversation.desk().baselineNames().forEach(name -> candidates.add(candidate(name, "")));
        } else if (line.words().get(1).equals("save")) {
            files(reader, line, candidates);
        }
    }

    /** May go on, without a space. */
    private static Candidate open(String value) {
        return new Candidate(value, Screen.safe(value), null, null, null, null, false);
    }

    private static void add(boolean wanted, Stream<Candidate> found, List<Candidate> candidates) {
        if (wanted) {
            found.forEach(candidates::add);
        }
    }

    /** Files, whose names are shown without control characters and completed as they are. */
    private void files(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        var found = new ArrayList<Candidate>();
        names.complete(reader, line, found);
        found.stream()
                .map(file -> new Candidate(
                        file.value(),
                        Screen.safe(file.displ()),
                        file.group(),
                        file.descr(),
                        file.suffix(),
                        file.key(),
                        file.complete(),
                        file.sort()))
                .forEach(candidates::add);
    }

    private static Candidate candidate(String word, String purpose) {
        return new Candidate(
                word, Screen.safe(word), null, purpose.isEmpty() ? null : Screen.safe(purpose), null, null, true);
    }
}
