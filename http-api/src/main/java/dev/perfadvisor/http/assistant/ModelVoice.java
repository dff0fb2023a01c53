package dev.perfadvisor.http.assistant;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.assistant.Assistant;
import dev.perfadvisor.engine.assistant.CaseMemory;
import dev.perfadvisor.engine.assistant.Listener;
import dev.perfadvisor.engine.assistant.SpokenJson;
import dev.perfadvisor.engine.assistant.SpokenPage;
import dev.perfadvisor.engine.assistant.grounding.Claim;
import dev.perfadvisor.engine.assistant.grounding.RunSource;
import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Json;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.engine.render.Style;
import dev.perfadvisor.engine.store.Exchange;
import dev.perfadvisor.engine.store.Message;
import dev.perfadvisor.engine.store.jdbc.ModelAccounts;
import dev.perfadvisor.engine.store.jdbc.ServedCases;
import dev.perfadvisor.http.cases.EngineVoice;
import dev.perfadvisor.http.cases.Voice;
import dev.perfadvisor.http.runs.RunAddresses;
import dev.perfadvisor.http.runs.ServedRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import tools.jackson.databind.JsonNode;

/**
 * A model tells of what the dialogue came to. Its memory are the messages of the case: an answer is kept as one of them,
 * in the transaction that moves the case on.
 */
final class ModelVoice implements Voice {

    /** Messages that are read at once, as each holds a whole answer. */
    private static final int PAGE = 50;

    /** In the place of a message, where evidence was handed in and nothing was said. */
    private static final String EVIDENCE = "(The user handed in evidence.)";

    private final Assistant assistant;
    private final Advisor advisor;
    private final EngineVoice engine;
    private final ServedCases cases;
    private final ModelAccounts accounts;
    private final ServedRuns runs;
    private final RunAddresses addresses;

    ModelVoice(
            Assistant assistant,
            Advisor advisor,
            ServedCases cases,
            ModelAccounts accounts,
            ServedRuns runs,
            RunAddresses addresses) {
        this.assistant = assistant;
        this.advisor = advisor;
        this.engine = new EngineVoice(advisor);
        this.cases = cases;
        this.accounts = accounts;
        this.runs = runs;
        this.addresses = addresses;
    }

    @Override
    public Answering answering(String id, String message, Steps steps) {
        var answering = assistant.answering(message);
        return current -> answer(id, current, message, answering, steps);
    }

    private Answer answer(String id, Case current, String message, Assistant.Answering answering, Steps steps)
            throws InterruptedException {
        var turn = advisor.dialogue().reply(current, message);
        if (!Assistant.hasSay(turn)) {
            return engine.answer(current, message);
        }
        try {
            var before = before(id);
            var memory = new CaseMemory(id, before, accounts.of(id, CaseMemory.taken(before)));
            var source = cases.find(id).map(kept -> runs.of(kept.owner(), id)).orElse(RunSource.none());
            var spoken = answering.speak(turn, memory, source, heardBy(steps));
            return new Answer(
                    turn.next(),
                    Renderer.render(SpokenPage.of(spoken), Format.MARKDOWN, Style.plain()),
                    SpokenJson.of(spoken, cited -> addresses.of(id, turn.next().artifacts(), cited)));
        } catch (CancellationException e) {
            throw new InterruptedException(e.getMessage());
        }
    }

    private static Listener heardBy(Steps steps) {
        return new Listener() {
            @Override
            public void progress(String text) {
                steps.progress(text);
            }

            @Override
            public void tool(String name, String arguments) {
                steps.tool(name, arguments);
            }

            @Override
            public void waiting() {
                steps.waiting();
            }
        };
    }

    private List<Exchange> before(String id) {
        var exchanges = new ArrayList<Exchange>();
        var asked = EVIDENCE;
        long after = 0;
        for (var page = cases.messages(id, after, PAGE); !page.isEmpty(); page = cases.messages(id, after, PAGE)) {
            for (Message message : page) {
                after = message.number();
                if (message.speaker().equals(Message.ADVISOR)) {
                    exchanges.add(exchange(asked, message));
                    asked = EVIDENCE;
                } else {
                    asked = message.text();
                }
            }
        }
        return exchanges;
    }

    private static Exchange exchange(String asked, Message answer) {
        var reply = answer.reply().isEmpty()
                ? Json.mapper().createObjectNode()
                : Json.mapper().readTree(answer.reply());
        var claims = new ArrayList<Claim>();
        for (JsonNode claim : reply.path("claims")) {
            var cites = new ArrayList<String>();
            claim.path("cites").forEach(cite -> cites.add(cite.asString("")));
            claims.add(new Claim(claim.path("text").asString(""), cites));
        }
        var usage = reply.path("usage");
        return CaseMemory.exchange(
                asked,
                claims,
                usage.path("inputTokens").asLong(0),
                usage.path("outputTokens").asLong(0));
    }
}
