package dev.perfadvisor.http.cases;

import dev.perfadvisor.engine.store.Message;
import dev.perfadvisor.engine.store.Once;
import dev.perfadvisor.engine.store.jdbc.ServedCases;
import dev.perfadvisor.http.Problems;
import dev.perfadvisor.http.access.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Says something in a case and keeps what comes of it. What was answered is on disk. */
@Component
public class Conversation {

    /** Longest message. */
    public static final int MOST_CHARS = 20_000;

    private static final int TRIES = 5;

    private final ServedCases cases;
    private final CaseDesk desk;
    private final Voice voice;

    /** So that each message of a case knows what those before it took of its budget. */
    private final OneAtATime turns = new OneAtATime();

    Conversation(ServedCases cases, CaseDesk desk, Voice voice) {
        this.cases = cases;
        this.desk = desk;
        this.voice = voice;
    }

    /**
     * The advisor's answer. A case that changes while it is made is answered once more, as it is then, of what the message
     * may take. Messages of a case are answered one after the other.
     *
     * @param key the header {@code Idempotency-Key}, null when there is none
     * @param steps hears how the answer is made
     */
    public Message say(Caller caller, String id, String text, @Nullable String key, Voice.Steps steps)
            throws InterruptedException {
        var once = Keys.once(caller, key, "POST messages " + id + " " + text);
        return turns.run(id, () -> answered(caller, id, text, once, steps));
    }

    private Message answered(Caller caller, String id, String text, @Nullable Once once, Voice.Steps steps)
            throws InterruptedException {
        var answering = voice.answering(id, text, steps);
        for (int i = 0; i < TRIES; i++) {
            var kept = desk.find(caller, id);
            if (once != null) {
                var before = said(id, once);
                if (before != null) {
                    return before;
                }
            }
            var answer = answering.about(desk.open(kept));
            var messages = cases.advance(
                    kept,
                    desk.afterMessage(kept, answer.next(), kept.title().isEmpty() ? text : kept.title()),
                    List.of(desk.heard(text), desk.said(answer.text(), answer.reply())),
                    once);
            if (messages.isPresent()) {
                desk.holdOpen(id, kept.revision() + 1, answer.next());
                return messages.get().getLast();
            }
        }
        throw Problems.problem(
                HttpStatus.CONFLICT,
                "case-changing",
                "The case keeps changing",
                "The case changed again and again while the answer was made; say it again in a moment.");
    }

    private @Nullable Message said(String id, Once once) {
        return cases.made(once)
                .flatMap(number -> cases.messages(id, Long.parseLong(number) - 1, 1).stream()
                        .findFirst())
                .orElse(null);
    }
}
