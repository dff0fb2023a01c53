package dev.perfadvisor.shell.interactive;

import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.shell.session.Dialogue;
import dev.perfadvisor.shell.session.Line;
import dev.perfadvisor.shell.session.Reply;
import dev.perfadvisor.shell.session.Session;
import java.util.List;

/** The one thing that changes: which session comes after which, and the turn that is being taken. */
final class Conversation {

    private final Dialogue dialogue;
    private volatile Session session = Session.empty();
    private volatile Stoppable current = new Stoppable(Progress.SILENT);

    Conversation(Dialogue dialogue) {
        this.dialogue = dialogue;
    }

    /** The next turn is the one that {@code stoppable} can stop. */
    void begin(Stoppable stoppable) {
        current = stoppable;
    }

    /** Takes a turn. One that was stopped, or that ends in an exception, leaves the session as it was. */
    Reply take(Line line) {
        var mine = current;
        var turn = dialogue.turn(session, line, mine);
        if (!mine.isStopped()) {
            session = turn.session();
        }
        return turn.reply();
    }

    List<String> causes() {
        return Dialogue.causes(session);
    }

    List<String> rules() {
        return dialogue.rules();
    }
}
