package dev.perfadvisor.http.cases;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.conversation.ReplyJson;
import dev.perfadvisor.engine.conversation.ReplyPage;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.engine.render.Style;

/** The dialogue of the engine: the same words get the same answer, without a model. */
public final class EngineVoice implements Voice {

    private final Advisor advisor;

    public EngineVoice(Advisor advisor) {
        this.advisor = advisor;
    }

    @Override
    public Answering answering(String id, String message, Steps steps) {
        return current -> answer(current, message);
    }

    /** The answer, for which nobody is waited. */
    public Answer answer(Case current, String message) {
        var turn = advisor.dialogue().reply(current, message);
        return new Answer(
                turn.next(),
                Renderer.render(ReplyPage.of(turn.reply()), Format.MARKDOWN, Style.plain()),
                ReplyJson.of(turn.reply()));
    }
}
