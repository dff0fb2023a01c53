package dev.perfadvisor.shell.session;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.conversation.KeptCase;
import dev.perfadvisor.engine.conversation.ReplyPage;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.store.CaseStore;
import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.session.Output.Note;
import dev.perfadvisor.shell.session.Output.Page;
import dev.perfadvisor.shell.session.Output.Refusal;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The commands of a session that keep cases, and take kept ones out again. */
final class CaseDesk {

    private final Supplier<Advisor> advisor;
    private final Supplier<CaseStore> cabinet;

    /** Both are asked for when a case is written or read. */
    CaseDesk(Supplier<Advisor> advisor, Supplier<CaseStore> cabinet) {
        this.advisor = advisor;
        this.cabinet = cabinet;
    }

    /** A case is worth keeping once something was said or read. */
    Session keep(Session session) {
        var current = session.current();
        var result = current.result();
        if (result == null) {
            return session;
        }
        var title = current.said().isEmpty()
                ? String.join(", ", current.attached())
                : current.said().getFirst();
        long number = cabinet.get()
                .save(
                        session.number(),
                        title,
                        result.diagnosis().verdict(),
                        advisor.get().keep(current));
        return session.numbered(number);
    }

    Output list(Session session, @Nullable Format format) {
        var kept = cabinet.get().list();
        return Desk.page(Pages.cases(kept, session.number()), Pages.casesJson(kept), format);
    }

    /** The case goes on; what is shown is where it stands, or with {@code full} the whole report. */
    Turn open(Session session, String wanted, Manner manner) {
        long number = numberOf(wanted);
        var text = cabinet.get().text(number);
        if (text.isEmpty()) {
            return new Turn(session, noCase(number));
        }
        try {
            var turn = advisor.get().reopen(text.get());
            var paths = turn.next().attached().stream().map(Path::of).toList();
            var opened = Session.of(turn.next(), paths, number);
            var whole = Desk.shown(turn.reply(), manner.format());
            var result = opened.result();
            return new Turn(
                    opened,
                    manner.full() || result == null
                            ? whole
                            : new Page(
                                    Pages.standing(opened, result, ReplyPage.question(turn.reply())),
                                    whole.data(),
                                    true,
                                    manner.format(),
                                    whole.exit()));
        } catch (KeptCase.UnreadableException e) {
            return new Turn(
                    session,
                    new Refusal("Case " + number + " can not be opened: " + e.getMessage() + ".", Exit.NOTHING_READ));
        }
    }

    /** A case that was kept can be opened again. */
    static Turn close(Session session) {
        var back = session.number() == CaseStore.NEW ? "" : " open " + session.number() + " goes back to the last one.";
        return new Turn(Session.empty(), new Note("A new case: nothing said, nothing attached." + back));
    }

    /** The case that is open goes on as a new one. */
    Turn delete(Session session, String wanted) {
        long number = numberOf(wanted);
        if (!cabinet.get().delete(number)) {
            return new Turn(session, noCase(number));
        }
        return new Turn(
                session.number() == number ? session.numbered(CaseStore.NEW) : session,
                new Note("Case " + number + " is deleted, with all that was said in it."));
    }

    private static long numberOf(String wanted) {
        return Long.parseLong(wanted.replace("#", ""));
    }

    private static Output noCase(long number) {
        return new Refusal("There is no case " + number + "; cases shows those there are.");
    }
}
