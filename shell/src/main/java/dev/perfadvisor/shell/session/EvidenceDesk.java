package dev.perfadvisor.shell.session;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.FactPages;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.session.Output.Refusal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The commands of a session that take evidence in, take it away, and show what there is. */
final class EvidenceDesk {

    private final Advisor advisor;
    private final UnaryOperator<Session> keeping;

    /** @param keeping keeps the case of a session, and gives the session with its number */
    EvidenceDesk(Advisor advisor, UnaryOperator<Session> keeping) {
        this.advisor = advisor;
        this.keeping = keeping;
    }

    Turn attach(Session session, List<String> names, @Nullable Format format, Progress progress) {
        var paths = new ArrayList<Path>();
        for (var name : names) {
            try {
                paths.add(Paths.of(name));
            } catch (InvalidPathException e) {
                return new Turn(session, new Refusal("'" + name + "' is no path."));
            }
            if (!Files.exists(paths.getLast())) {
                return new Turn(
                        session,
                        new Refusal("There is no file '" + name + "'; nothing was attached.", Exit.NOTHING_READ));
            }
        }
        return read(session, session.with(paths), format, progress);
    }

    Turn detach(Session session, List<String> names, @Nullable Format format, Progress progress) {
        var rest = new ArrayList<>(session.evidence());
        for (var name : names) {
            var path = Paths.of(name);
            if (!rest.removeIf(attached -> attached.equals(path) || attached.endsWith(path))) {
                return new Turn(
                        session,
                        new Refusal("'" + name + "' is not attached; evidence shows what is. Nothing was changed."));
            }
        }
        return read(session, List.copyOf(rest), format, progress);
    }

    private Turn read(Session session, List<Path> all, @Nullable Format format, Progress progress) {
        var given = all.stream().map(path -> (Given) new Given.OfPath(path)).toList();
        var turn = advisor.attach(session.current(), given, progress);
        // The last moment at which it may have been stopped: nothing of that is to be kept.
        progress.read("", 0);
        var next = keeping.apply(session.with(turn.next(), all));
        return new Turn(next, Desk.shown(turn.reply(), format));
    }

    Output list(Session session, @Nullable Format format) {
        return session.current().attached().isEmpty()
                ? new Refusal("No evidence is attached yet: attach PATH adds some, next says which would help.")
                : new Output.Page(Pages.evidence(session), Pages.evidenceJson(session), true, format, Exit.DONE);
    }

    /** As pages to look them up by their paths; as JSON all of them at once, as the command line writes them. */
    Output facts(Session session, List<String> path, @Nullable Format format) {
        var result = session.result();
        if (session.current().attached().isEmpty() || result == null) {
            return list(session, null);
        }
        if (format == Format.JSON) {
            return path.isEmpty()
                    ? new Output.Made(advisor.factsJson(session.current()), Exit.DONE)
                    : new Refusal("As JSON there are all facts at once: facts --format json.");
        }
        return Desk.page(FactPages.of(result, path.isEmpty() ? "" : path.getFirst()), Map.of(), format);
    }
}
