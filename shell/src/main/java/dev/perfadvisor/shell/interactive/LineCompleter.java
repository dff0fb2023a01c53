package dev.perfadvisor.shell.interactive;

import dev.perfadvisor.shell.session.Verb;
import java.util.Arrays;
import java.util.List;
import org.jline.builtins.Completers.FileNameCompleter;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes commands, and after them files, causes or rules. Elsewhere files, as a path alone attaches evidence. */
final class LineCompleter implements Completer {

    private final Conversation conversation;
    private final Completer files = new FileNameCompleter();

    LineCompleter(Conversation conversation) {
        this.conversation = conversation;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (line.wordIndex() == 0) {
            if (line.word().contains("/")) {
                files.complete(reader, line, candidates);
            } else {
                Arrays.stream(Verb.values())
                        .map(verb -> candidate(verb.word(), verb.purpose()))
                        .forEach(candidates::add);
            }
            return;
        }
        var command = line.words().getFirst();
        Arrays.stream(Verb.values())
                .filter(verb -> verb.word().equals(command))
                .forEach(verb -> argument(verb, reader, line, candidates));
    }

    private void argument(Verb verb, LineReader reader, ParsedLine line, List<Candidate> candidates) {
        switch (verb.argument()) {
            case NONE -> {}
            case FILE -> files.complete(reader, line, candidates);
            case CAUSE -> conversation.causes().forEach(id -> candidates.add(new Candidate(id)));
            case RULE -> conversation.rules().forEach(id -> candidates.add(new Candidate(id)));
        }
    }

    private static Candidate candidate(String word, String purpose) {
        return new Candidate(word, word, null, purpose, null, null, true);
    }
}
