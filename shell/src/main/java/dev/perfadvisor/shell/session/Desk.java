package dev.perfadvisor.shell.session;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.conversation.Reply;
import dev.perfadvisor.engine.conversation.ReplyJson;
import dev.perfadvisor.engine.conversation.ReplyPage;
import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.render.Document;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.TimelinePage;
import dev.perfadvisor.engine.store.Baseline;
import dev.perfadvisor.engine.store.BaselineStore;
import dev.perfadvisor.engine.store.CaseStore;
import dev.perfadvisor.shell.AtomicFile;
import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.Spelling;
import dev.perfadvisor.shell.session.Output.Leave;
import dev.perfadvisor.shell.session.Output.Page;
import dev.perfadvisor.shell.session.Output.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** From a session and a line to the next session and what to show. What is said goes to the engine's dialogue. */
public final class Desk {

    private final Supplier<Advisor> advisor;
    private final Supplier<CaseStore> cabinet;
    private final Supplier<BaselineStore> shelf;
    private final CommandLineDoor door;
    private final Voice voice;

    /**
     * A desk.
     *
     * @param advisor asked for when first needed, so that it can be got ready while the user types
     * @param cabinet the same
     * @param shelf the same
     * @param voice what words are answered by; the dialogue goes on in the same way with any
     */
    public Desk(
            Supplier<Advisor> advisor,
            Supplier<CaseStore> cabinet,
            Supplier<BaselineStore> shelf,
            CommandLineDoor door,
            Voice voice) {
        this.advisor = advisor;
        this.cabinet = cabinet;
        this.shelf = shelf;
        this.door = door;
        this.voice = voice;
    }

    /** A desk that keeps no baselines, where the dialogue answers by itself. */
    public Desk(Supplier<Advisor> advisor, Supplier<CaseStore> cabinet, CommandLineDoor door) {
        this(advisor, cabinet, BaselineStore::nowhere, door, Voice.none());
    }

    /** What a line means here. */
    public Line line(String text) {
        return Line.of(text, door.names());
    }

    /** One turn. {@code progress} hears how reading goes on, and may end it by an exception. */
    public Turn turn(Session session, Line line, int columns, Progress progress) {
        return switch (line) {
            case Line.Blank _ -> new Turn(session, new Output.Silence());
            case Line.Say(var text) -> said(session, text, progress);
            case Line.Mistyped(var text, var advice) ->
                new Turn(session, new Refusal("'" + text + "' is no command. " + advice));
            case Line.Misused(var advice) -> new Turn(session, new Refusal(advice));
            case Line.Dropped(var paths) -> new Turn(session, new Output.Offer(paths));
            case Line.OneShot(var arguments) -> new Turn(session, door.run(arguments, columns, progress));
            case Line.Call call -> call(session, call, columns, progress);
        };
    }

    private Turn call(Session session, Line.Call call, int columns, Progress progress) {
        var turn = carriedOut(session, call, columns, progress);
        return call.manner().full() && turn.output() instanceof Page page
                ? new Turn(turn.session(), page.unfolded())
                : turn;
    }

    private Turn carriedOut(Session session, Line.Call call, int columns, Progress progress) {
        var arguments = call.arguments();
        var format = call.manner().format();
        return switch (call.verb()) {
            case HELP -> new Turn(session, help(arguments, format, columns));
            case ATTACH -> evidence().attach(session, arguments, format, progress);
            case DETACH -> evidence().detach(session, arguments, format, progress);
            case EVIDENCE -> new Turn(session, evidence().list(session, format));
            case TIMELINE ->
                new Turn(session, page(TimelinePage.of(session.result()), TimelinePage.json(session.result()), format));
            case DIAGNOSE -> again(session, format);
            case WHY -> new Turn(session, why(session, arguments, format));
            case PLAN -> new Turn(session, of(session, format, "plan"));
            case NEXT -> new Turn(session, of(session, format, "what should I collect next"));
            case FLAMEGRAPH -> new Turn(session, new FlameDesk().draw(session, arguments, call.manner(), progress));
            case FACTS -> new Turn(session, evidence().facts(session, arguments, format));
            case RULES -> new Turn(session, rules(arguments, format));
            case RULE -> new Turn(session, rule(session, arguments.getFirst(), format));
            case EXPORT -> new Turn(session, export(session, arguments.getFirst()));
            case BASELINE -> new Turn(session, baselines().baseline(session, arguments, format, progress));
            case VALIDATE -> {
                var turn = baselines().validate(session, arguments, format, progress);
                yield new Turn(cases().keep(turn.session()), turn.output());
            }
            case CASES -> new Turn(session, cases().list(session, format));
            case OPEN -> cases().open(session, arguments.getFirst(), call.manner());
            case DELETE -> cases().delete(session, arguments.getFirst());
            case CLEAR -> CaseDesk.close(session);
            case EXIT, QUIT -> new Turn(session, new Leave());
        };
    }

    private EvidenceDesk evidence() {
        return new EvidenceDesk(advisor.get(), cases()::keep);
    }

    private CaseDesk cases() {
        return new CaseDesk(advisor, cabinet);
    }

    private BaselineDesk baselines() {
        return new BaselineDesk(advisor.get(), shelf.get());
    }

    static Output page(Document document, Object data, @Nullable Format format) {
        return new Page(document, data, false, format, Exit.DONE);
    }

    private Output help(List<String> arguments, @Nullable Format format, int columns) {
        if (arguments.isEmpty()) {
            return page(Pages.help(door), Pages.helpJson(door), format);
        }
        var name = arguments.getFirst();
        var verb = Verb.of(name);
        if (verb.isPresent()) {
            return page(Pages.help(verb.get()), Pages.json(verb.get()), format);
        }
        if (door.names().contains(name)) {
            return door.run(List.of(name, "--help"), columns, Progress.SILENT);
        }
        var known = new ArrayList<>(Verb.words());
        known.addAll(door.names());
        return new Refusal("There is no command '" + name + "'"
                + Spelling.nearest(name, known)
                        .map(nearest -> "; did you mean help " + nearest + "?")
                        .orElse("; help shows all of them."));
    }

    /** The dialogue takes the turn, and the voice tells of it if it can. */
    private Turn said(Session session, String text, Progress progress) {
        var turn = advisor.get().dialogue().reply(session.current(), text);
        var next = cases().keep(session.with(turn.next()));
        var answer = voice.speak(turn, text, next, progress);
        return new Turn(
                next,
                answer == null
                        ? shown(turn.reply(), null)
                        : new Page(answer.document(), answer.data(), true, null, Exit.DONE));
    }

    static Page shown(Reply reply, @Nullable Format format) {
        var exit = reply instanceof Reply.Diagnosed(var result, var _, var _, var _) && result.nothingRead()
                ? Exit.NOTHING_READ
                : Exit.DONE;
        return new Page(ReplyPage.of(reply), ReplyJson.of(reply), true, format, exit);
    }

    /** What the dialogue answers to words; the case stays as it is. */
    private Output of(Session session, @Nullable Format format, String wish) {
        return shown(advisor.get().dialogue().reply(session.current(), wish).reply(), format);
    }

    private Turn again(Session session, @Nullable Format format) {
        if (session.current().isEmpty()) {
            return new Turn(session, new Refusal("Nothing to diagnose yet: say what is slow, or attach evidence."));
        }
        var turn = advisor.get().dialogue().again(session.current());
        var result = turn.next().result();
        if (result == null) {
            return new Turn(session, new Output.Silence());
        }
        return new Turn(session.with(turn.next()), Pages.report(result, format));
    }

    private static Output why(Session session, List<String> arguments, @Nullable Format format) {
        var result = session.result();
        if (result == null) {
            return new Refusal("There is no diagnosis yet: say what is slow, or attach evidence.");
        }
        var causes = result.diagnosis().causes();
        if (causes.isEmpty()) {
            return shown(new Reply.Told(result.diagnosis().verdict(), null), format);
        }
        var wanted = arguments.isEmpty() ? "1" : arguments.getFirst().replaceAll("\\W+$", "");
        return named(causes, wanted)
                .<Output>map(cause -> shown(new Reply.Explained(result, cause), format))
                .orElseGet(() -> new Refusal("The diagnosis names no cause '" + wanted + "', but "
                        + String.join(", ", session.causes()) + "."));
    }

    /** By id, by number, or by a word of its id or title. */
    private static Optional<Cause> named(List<Cause> causes, String wanted) {
        for (int i = 0; i < causes.size(); i++) {
            if (causes.get(i).id().equals(wanted) || String.valueOf(i + 1).equals(wanted)) {
                return Optional.of(causes.get(i));
            }
        }
        var word = wanted.toLowerCase(Locale.ROOT);
        return causes.stream()
                .filter(cause -> word.length() > 1
                        && (cause.id() + " " + cause.title())
                                .toLowerCase(Locale.ROOT)
                                .contains(word))
                .findFirst();
    }

    private Output rules(List<String> words, @Nullable Format format) {
        if (words.isEmpty()) {
            return page(advisor.get().rules(), advisor.get().rulesJson(), format);
        }
        var found = advisor.get().rulesNamed(words.getFirst());
        return found.isEmpty()
                ? new Refusal("No rule has '" + words.getFirst() + "' in its id or title; rules shows all of them.")
                : page(Pages.rules(found), Pages.rulesJson(found), format);
    }

    private Output rule(Session session, String id, @Nullable Format format) {
        return advisor.get()
                .rule(id)
                .map(page -> page(page, advisor.get().ruleJson(id).orElseThrow(), format))
                .orElseGet(() -> new Refusal(noRule(session, id)));
    }

    private String noRule(Session session, String id) {
        if (advisor.get().causeIds().contains(id)) {
            return "'" + id + "' is a cause, and no rule"
                    + (session.causes().contains(id)
                            ? ": why " + id + " shows the rules that speak for it."
                            : ", and none of this diagnosis; rules shows all rules.");
        }
        return "There is no rule '" + id + "'"
                + Spelling.nearest(id, advisor.get().ruleIds())
                        .map(nearest -> "; did you mean " + nearest + "?")
                        .orElse("; rules shows all of them.");
    }

    private static Output export(Session session, String name) {
        var result = session.result();
        if (result == null) {
            return new Refusal("There is no diagnosis yet: say what is slow, or attach evidence.");
        }
        var file = Path.of(Paths.home(name));
        var directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            return new Refusal("There is no directory '" + directory + "' to write '" + file.getFileName() + "' to.");
        }
        if (Files.isDirectory(file)) {
            return new Refusal("'" + name + "' is a directory; name a file.");
        }
        if (session.evidence().stream().anyMatch(path -> AtomicFile.replaces(file, path))) {
            return new Refusal("'" + name + "' is evidence; name another file.");
        }
        return AtomicFile.formatOf(file)
                .<Output>map(known -> new Output.Export(result, file, known))
                .orElseGet(
                        () -> new Refusal("The ending of '" + name + "' says no format: .html, .md, .json or .txt."));
    }

    /** For completion: all rules. */
    public List<String> rules() {
        return advisor.get().ruleIds();
    }

    /** For completion: all cases. */
    public List<CaseStore.Entry> keptCases() {
        return cabinet.get().list();
    }

    /** For completion: names of baselines. */
    public List<String> baselineNames() {
        return shelf.get().list().stream().map(Baseline.Entry::name).distinct().toList();
    }

    /** For completion: options of a command of the command line. */
    public List<String> options(String oneShot) {
        return door.options(oneShot);
    }

    /** For completion: commands of the command line. */
    public List<String> oneShots() {
        return door.names();
    }
}
