package dev.perfadvisor.rules;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.conversation.Reply;
import dev.perfadvisor.engine.conversation.ReplyPage;
import dev.perfadvisor.engine.conversation.Turn;
import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.engine.render.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Conversations about recordings, logs and load tests of a real service with one fault injected. */
final class Talks {

    static final Advisor ADVISOR = new Advisor(List.of());

    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final Map<String, Case> OPEN = new ConcurrentHashMap<>();

    private Talks() {}

    /** The case of that name: its problem was said, its evidence is attached. */
    static Case about(String name) {
        return OPEN.computeIfAbsent(name, Talks::opened);
    }

    private static Case opened(String name) {
        try {
            var words =
                    Files.readString(CASES.resolve(name).resolve("problem.txt")).strip();
            var said = ADVISOR.dialogue().reply(Case.empty(), words).next();
            return ADVISOR.attach(said, List.of(new Given.OfPath(CASES.resolve(name))), Progress.SILENT)
                    .next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The turn of the last of the messages. */
    static Turn said(Case current, String... messages) {
        var turn = new Turn(current, new Reply.Told("", null));
        for (var message : messages) {
            turn = ADVISOR.dialogue().reply(turn.next(), message);
        }
        return turn;
    }

    /** The reply in one line. */
    static String text(Turn turn) {
        return Renderer.render(ReplyPage.of(turn.reply()), Format.TERMINAL, Style.plain())
                .replaceAll("\\s+", " ");
    }

    static String text(String name, String message) {
        return text(said(about(name), message));
    }

    static List<Cause> causes(Case current) {
        return Objects.requireNonNull(current.result()).diagnosis().causes();
    }
}
