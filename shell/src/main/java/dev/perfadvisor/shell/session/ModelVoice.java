package dev.perfadvisor.shell.session;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.assistant.Assistant;
import dev.perfadvisor.engine.assistant.AssistantSettings;
import dev.perfadvisor.engine.assistant.Exchanges;
import dev.perfadvisor.engine.assistant.Listener;
import dev.perfadvisor.engine.assistant.SpokenJson;
import dev.perfadvisor.engine.assistant.SpokenPage;
import dev.perfadvisor.engine.assistant.Telemetry;
import dev.perfadvisor.engine.conversation.Reply;
import dev.perfadvisor.engine.conversation.Turn;
import dev.perfadvisor.engine.store.CaseStore;
import dev.perfadvisor.engine.store.ExchangeStore;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The voice of a language model. The model is first asked when something is first said. */
public final class ModelVoice implements Voice {

    private final AssistantSettings settings;
    private final Supplier<Advisor> advisor;
    private final Supplier<ExchangeStore> memory;
    private volatile @Nullable Assistant assistant;

    public ModelVoice(AssistantSettings settings, Supplier<Advisor> advisor, Supplier<ExchangeStore> memory) {
        this.settings = settings;
        this.advisor = advisor;
        this.memory = memory;
    }

    @Override
    public @Nullable Answer speak(Turn turn, String message, long number) {
        if (turn.reply() instanceof Reply.OffTopic) {
            return null;
        }
        boolean kept = number != CaseStore.NEW;
        var before = kept ? new Exchanges(memory.get().of(number)) : Exchanges.none();
        var spoken = assistant().speak(turn, message, before, Listener.NONE);
        if (kept) {
            memory.get().add(number, spoken.exchange(message));
        }
        return new Answer(SpokenPage.of(spoken), SpokenJson.of(spoken));
    }

    private synchronized Assistant assistant() {
        var ready = assistant;
        if (ready == null) {
            ready = new Assistant(settings, advisor.get(), Telemetry.NONE, List.of());
            assistant = ready;
        }
        return ready;
    }
}
