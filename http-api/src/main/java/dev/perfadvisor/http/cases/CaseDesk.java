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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** Between a case as it is kept and the conversation of the engine. */
@Component
public class CaseDesk {

    /** Cases that were opened last: what is asked about one is asked again and again. Those with evidence hold its facts. */
    private static final int OPEN = 32;

    private static final int OPEN_WITHOUT_EVIDENCE = 512;

    private final Advisor advisor;
    private final ServedCases cases;
    private final Clock clock;
    private final Map<String, Opened> open = latest(OPEN);
    private final Map<String, Opened> openWithoutEvidence = latest(OPEN_WITHOUT_EVIDENCE);

    private record Opened(long revision, Case current) {}

    CaseDesk(Advisor advisor, ServedCases cases, Clock clock) {
        this.advisor = advisor;
        this.cases = cases;
        this.clock = clock;
    }

    /** A case of the caller's. One of somebody else's is not there, as far as the caller can tell. */
    public ServedCase find(Caller caller, String id) {
        return cases.find(caller.owner(), id).orElseThrow(() -> unknown(id));
    }

    private static ErrorResponseException unknown(String id) {
        return Problems.problem(
                HttpStatus.NOT_FOUND,
                "unknown-case",
                "Unknown case",
                "There is no case '" + id + "'; /api/v1/cases lists all of them.");
    }

    /** What was said and read in a case, and its diagnosis by the rules of today. */
    public Case open(ServedCase kept) {
        if (kept.contents().isEmpty()) {
            return Case.empty();
        }
        var before = opened(kept.id());
        if (before != null && before.revision() == kept.revision()) {
            return before.current();
        }
        var facts = kept.factsApart() ? cases.facts(kept) : Optional.of("");
        if (facts.isEmpty()) {
            return open(cases.find(kept.id()).orElseThrow(() -> unknown(kept.id())));
        }
        var current = advisor.reopen(kept.contents(), facts.get()).next();
        holdOpen(kept.id(), kept.revision(), current);
        return current;
    }

    /** The same, with what the advisor answers to it. */
    public Turn turn(ServedCase kept) {
        return advisor.dialogue().again(open(kept));
    }

    /** Spares opening a case that has just been written, by the revision that it has now. */
    void holdOpen(String id, long revision, Case current) {
        boolean evidence = !current.attached().isEmpty();
        (evidence ? open : openWithoutEvidence).put(id, new Opened(revision, current));
        (evidence ? openWithoutEvidence : open).remove(id);
    }

    private @Nullable Opened opened(String id) {
        var found = open.get(id);
        return found == null ? openWithoutEvidence.get(id) : found;
    }

    private static Map<String, Opened> latest(int most) {
        return Collections.synchronizedMap(new LinkedHashMap<>(most, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Opened> eldest) {
                return size() > most;
            }
        });
    }

    /** A new case as it is to be kept. */
    ServedCases.State state(Case current, String title) {
        return state(current, title, facts(current));
    }

    /**
     * A case as it is to be kept after something was said, which leaves its evidence as it is.
     *
     * @param before as it was kept
     * @param title of it so far; a case is called by the first thing that was said in it
     */
    ServedCases.State afterMessage(ServedCase before, Case current, String title) {
        return state(current, title, before.factsApart() ? null : facts(current));
    }

    /** A case as it is to be kept after its evidence was read. */
    public ServedCases.State afterReading(ServedCase before, Case current) {
        return state(current, before.title(), facts(current));
    }

    private String facts(Case current) {
        return current.attached().isEmpty() ? "" : advisor.factsJson(current);
    }

    private ServedCases.State state(Case current, String title, @Nullable String facts) {
        var result = current.result();
        var called = current.said().isEmpty() ? title : current.said().getFirst();
        return new ServedCases.State(
                called, result == null ? "" : result.diagnosis().verdict(), advisor.keepWithoutFacts(current), facts);
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
