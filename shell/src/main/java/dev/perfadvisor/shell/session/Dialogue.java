package dev.perfadvisor.shell.session;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Problem;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.render.Report;
import dev.perfadvisor.shell.AtomicFile;
import dev.perfadvisor.shell.Spelling;
import dev.perfadvisor.shell.session.Reply.Export;
import dev.perfadvisor.shell.session.Reply.Leave;
import dev.perfadvisor.shell.session.Reply.Note;
import dev.perfadvisor.shell.session.Reply.Page;
import dev.perfadvisor.shell.session.Reply.Refusal;
import dev.perfadvisor.shell.session.Reply.Silence;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** From a session and a line to the next session and a reply. Holds no state: the same line gives the same turn. */
public final class Dialogue {

    private final Supplier<Advisor> advisor;

    /** @param advisor asked for when first needed, so that it can be got ready while the user types */
    public Dialogue(Supplier<Advisor> advisor) {
        this.advisor = advisor;
    }

    /** One turn. {@code progress} hears how reading goes on, and may end it by an exception. */
    public Turn turn(Session session, String line, Progress progress) {
        return turn(session, Line.of(line), progress);
    }

    public Turn turn(Session session, Line line, Progress progress) {
        return switch (line) {
            case Line.Blank _ -> new Turn(session, new Silence());
            case Line.Say(var text) -> diagnose(session.said(text), progress);
            case Line.Mistyped(var text, var advice) ->
                new Turn(session, new Refusal("'" + text + "' is no command. " + advice));
            case Line.Call(var verb, var arguments) -> call(session, verb, arguments, progress);
        };
    }

    private Turn call(Session session, Verb verb, List<String> arguments, Progress progress) {
        return switch (verb) {
            case HELP -> new Turn(session, new Page(Pages.help(), false));
            case ATTACH -> attach(session, arguments, progress);
            case EVIDENCE -> new Turn(session, evidence(session));
            case DIAGNOSE -> again(session, progress);
            case WHY -> new Turn(session, why(session, arguments));
            case PLAN -> new Turn(session, section(session, "plan"));
            case NEXT -> new Turn(session, section(session, "next"));
            case RULES -> new Turn(session, new Page(advisor.get().rules(), false));
            case RULE -> new Turn(session, rule(arguments.getFirst()));
            case EXPORT -> new Turn(session, export(session, arguments.getFirst()));
            case CLEAR -> new Turn(Session.empty(), new Note("Nothing said, nothing attached."));
            case EXIT, QUIT -> new Turn(session, new Leave());
        };
    }

    private Turn diagnose(Session session, Progress progress) {
        var evidence = session.evidence().stream()
                .map(path -> (Given) new Given.OfPath(path))
                .toList();
        var result = advisor.get().diagnose(new Problem(session.problem()), evidence, progress);
        return new Turn(session.answered(result), new Page(Report.of(result), true));
    }

    private Turn again(Session session, Progress progress) {
        return session.problem().isEmpty() && session.evidence().isEmpty()
                ? new Turn(session, new Refusal("Nothing to diagnose yet: say what is slow, or attach evidence."))
                : diagnose(session, progress);
    }

    /** Once there was an answer, new evidence gives a new one: what is asked next must not be about the old one. */
    private Turn attach(Session session, List<String> names, Progress progress) {
        var paths = new ArrayList<Path>();
        for (var name : names) {
            try {
                paths.add(Path.of(name));
            } catch (InvalidPathException e) {
                return new Turn(session, new Refusal("'" + name + "' is no path."));
            }
            if (!Files.exists(paths.getLast())) {
                return new Turn(session, new Refusal("There is no file '" + name + "'; nothing was attached."));
            }
        }
        var attached = session.attached(paths);
        if (session.result() != null) {
            return diagnose(attached, progress);
        }
        int count = attached.evidence().size();
        return new Turn(
                attached,
                new Note("%d %s attached. Say what is wrong, or type diagnose."
                        .formatted(count, count == 1 ? "path" : "paths")));
    }

    private static Reply evidence(Session session) {
        if (session.evidence().isEmpty()) {
            return new Refusal("No evidence is attached yet: attach PATH adds some, next says which would help.");
        }
        return new Page(Pages.evidence(session), false);
    }

    private static Reply section(Session session, String id) {
        var result = session.result();
        if (result == null) {
            return new Refusal("There is no diagnosis yet: say what is slow, or attach evidence and type diagnose.");
        }
        var section = Pages.section(Report.of(result), id);
        return section.blocks().isEmpty()
                ? new Note("The diagnosis has nothing to say on that.")
                : new Page(section, true);
    }

    private static Reply why(Session session, List<String> arguments) {
        var result = session.result();
        if (result == null) {
            return section(session, "causes");
        }
        var causes = result.diagnosis().causes();
        if (causes.isEmpty()) {
            return new Note("The diagnosis names no cause.");
        }
        var wanted = arguments.isEmpty() ? "1" : arguments.getFirst();
        for (int i = 0; i < causes.size(); i++) {
            if (causes.get(i).id().equals(wanted) || String.valueOf(i + 1).equals(wanted)) {
                return new Page(Pages.why(result, causes.get(i)), false);
            }
        }
        var ids = causes.stream().map(cause -> cause.id()).toList();
        return new Refusal("The diagnosis names no cause '" + wanted + "', but " + String.join(", ", ids) + ".");
    }

    private Reply rule(String id) {
        var page = advisor.get().rule(id);
        if (page.isPresent()) {
            return new Page(page.get(), false);
        }
        return new Refusal("There is no rule '" + id + "'"
                + Spelling.nearest(id, advisor.get().ruleIds())
                        .map(nearest -> "; did you mean " + nearest + "?")
                        .orElse("; rules shows all of them."));
    }

    private static Reply export(Session session, String name) {
        var result = session.result();
        if (result == null) {
            return section(session, "causes");
        }
        var file = Path.of(name);
        if (session.evidence().stream().anyMatch(path -> AtomicFile.replaces(file, path))) {
            return new Refusal("'" + name + "' is evidence; name another file.");
        }
        var format = AtomicFile.formatOf(file);
        return format.<Reply>map(known -> new Export(result, file, known))
                .orElseGet(
                        () -> new Refusal("The ending of '" + name + "' says no format: .html, .md, .json or .txt."));
    }

    /** For completion: the causes of the last diagnosis. */
    public static List<String> causes(Session session) {
        var result = session.result();
        return result == null
                ? List.of()
                : result.diagnosis().causes().stream().map(cause -> cause.id()).toList();
    }

    /** For completion: all rules. */
    public List<String> rules() {
        return advisor.get().ruleIds();
    }
}
