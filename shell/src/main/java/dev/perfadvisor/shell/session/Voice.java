package dev.perfadvisor.shell.session;

import dev.perfadvisor.engine.conversation.Turn;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.render.Document;
import org.jspecify.annotations.Nullable;

/** Says what a turn of the dialogue came to in words of its own. */
@FunctionalInterface
public interface Voice {

    /** An answer to show in place of the reply of the dialogue. */
    record Answer(Document document, Object data) {}

    /**
     * Speaks about a turn.
     *
     * @param message what the user said
     * @param session after the turn
     * @param progress hears what is waited for, and may end that
     * @return null to leave it to the dialogue
     */
    @Nullable Answer speak(Turn turn, String message, Session session, Progress progress);

    /** The dialogue alone. */
    static Voice none() {
        return (_, _, _, _) -> null;
    }
}
