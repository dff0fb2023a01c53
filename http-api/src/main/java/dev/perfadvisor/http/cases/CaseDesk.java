package dev.perfadvisor.http.cases;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.conversation.Reply;
import dev.perfadvisor.engine.conversation.ReplyJson;
import dev.perfadvisor.engine.conversation.ReplyPage;
import dev.perfadvisor.engine.conversation.Turn;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Json;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.engine.render.Style;
import dev.perfadvisor.engine.store.Message;
import dev.perfadvisor.engine.store.ServedCase;
import dev.perfadvisor.engine.store.jdbc.ServedCases;
import dev.perfadvisor.http.Problems;
import dev.perfadvisor.http.access.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Between a case as it is kept and the conversation of the engine. */
@Component
public class CaseDesk {

    /** Cases that were opened last: a diagnosis is asked for again and again. */
    private static final int OPEN = 32;

    private final Advisor advisor;
    private final ServedCases cases;
    private final Clock clock;
    private final Map<String, Opened> open = Collections.synchronizedMap(new LinkedHashMap<>(OPEN, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Opened> eldest) {
            return size() > OPEN;
        }
    });

    private record Opened(long revision, Turn turn) {}

    CaseDesk(Advisor advisor, ServedCases cases, Clock clock) {
        this.advisor = advisor;
        this.cases = cases;
        this.clock = clock;
    }

    /** A case of the caller's. One of somebody else's is not there, as far as the caller can tell. */
    public ServedCase find(Caller caller, String id) {
        return cases.find(caller.owner(), id)
                .orElseThrow(() -> Problems.problem(
                        HttpStatus.NOT_FOUND,
                        "unknown-case",
                        "Unknown case",
                        "There is no case '" + id + "'; /api/v1/cases lists all of them."));
    }

    /** What was said and read in a case, and its diagnosis by the rules of today. */
    public Case open(ServedCase kept) {
        return kept.contents().isEmpty() ? Case.empty() : turn(kept).next();
    }

    /** The same, with what the advisor answers to it. */
    public Turn turn(ServedCase kept) {
        var before = open.get(kept.id());
        if (before != null && before.revision() == kept.revision()) {
            return before.turn();
        }
        var turn = kept.contents().isEmpty() ? advisor.dialogue().again(Case.empty()) : advisor.reopen(kept.contents());
        open.put(kept.id(), new Opened(kept.revision(), turn));
        return turn;
    }

    /**
     * A case as it is to be kept.
     *
     * @param title of it so far; a case is called by the first thing that was said in it
     */
    public ServedCases.State state(Case current, String title) {
        var result = current.result();
        var called = current.said().isEmpty() ? title : current.said().getFirst();
        return new ServedCases.State(
                called, result == null ? "" : result.diagnosis().verdict(), advisor.keep(current));
    }

    /** A reply as a message of the advisor's. */
    public Message said(Reply reply) {
        var text = Renderer.render(ReplyPage.of(reply), Format.MARKDOWN, Style.plain());
        return said(text, ReplyJson.of(reply));
    }

    /** The same of what a {@link Voice} answers. */
    Message said(String text, Map<String, ?> reply) {
        return Message.of(clock.instant().truncatedTo(ChronoUnit.MICROS), Message.ADVISOR, text, Json.write(reply));
    }

    /** A message of the user's. */
    Message heard(String text) {
        return Message.of(clock.instant().truncatedTo(ChronoUnit.MICROS), Message.USER, text, "");
    }
}
