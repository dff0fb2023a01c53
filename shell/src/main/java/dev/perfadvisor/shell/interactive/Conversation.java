package dev.perfadvisor.shell.interactive;

import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.shell.session.Desk;
import dev.perfadvisor.shell.session.Line;
import dev.perfadvisor.shell.session.Output;
import dev.perfadvisor.shell.session.Session;
import java.util.function.IntSupplier;

/** The one thing that changes: which session comes after which, and the turn that is being taken. */
final class Conversation {

    private final Desk desk;
    private final IntSupplier columns;
    private volatile Session session = Session.empty();
    private volatile Stoppable current = new Stoppable(Progress.SILENT);

    Conversation(Desk desk, IntSupplier columns) {
        this.desk = desk;
        this.columns = columns;
    }

    Desk desk() {
        return desk;
    }

    Session session() {
        return session;
    }

    /** The next turn is the one that {@code stoppable} can stop. */
    void begin(Stoppable stoppable) {
        current = stoppable;
    }

    /** Takes a turn. One that was stopped, or that ends in an exception, leaves the session as it was. */
    Output take(Line line) {
        var mine = current;
        var turn = desk.turn(session, line, columns.getAsInt(), mine);
        if (!mine.isStopped()) {
            session = turn.session();
        }
        return turn.output();
    }
}
