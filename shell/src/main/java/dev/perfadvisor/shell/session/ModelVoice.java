package dev.perfadvisor.shell.session;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.assistant.Assistant;
import dev.perfadvisor.engine.assistant.AssistantSettings;
import dev.perfadvisor.engine.assistant.CaseMemory;
import dev.perfadvisor.engine.assistant.Listener;
import dev.perfadvisor.engine.assistant.Machine;
import dev.perfadvisor.engine.assistant.SpokenJson;
import dev.perfadvisor.engine.assistant.SpokenPage;
import dev.perfadvisor.engine.assistant.Telemetry;
import dev.perfadvisor.engine.assistant.grounding.RunSource;
import dev.perfadvisor.engine.conversation.Turn;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.store.BaselineStore;
import dev.perfadvisor.engine.store.CaseStore;
import dev.perfadvisor.engine.store.ExchangeStore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The voice of a language model. The model is first asked when something is first said. */
public final class ModelVoice implements Voice {

    private final AssistantSettings settings;
    private final Supplier<Advisor> advisor;
    private final Supplier<ExchangeStore> memory;
    private final RunSource runs;
    private volatile @Nullable Assistant assistant;

    /**
     * A voice.
     *
     * @param memory opened when something is first said
     * @param shelf opened when the model first asks for baselines
     */
    public ModelVoice(
            AssistantSettings settings,
            Supplier<Advisor> advisor,
            Supplier<ExchangeStore> memory,
            Supplier<BaselineStore> shelf) {
        this.settings = settings;
        this.advisor = advisor;
        this.memory = memory;
        this.runs = RunSource.ofFiles(shelf);
    }

    @Override
    public @Nullable Answer speak(Turn turn, String message, Session session, Progress progress) {
        if (!Assistant.hasSay(turn)) {
            return null;
        }
        long number = session.number();
        boolean kept = number != CaseStore.NEW;
        var said = kept ? memory(session) : session.unkept();
        var spoken = assistant().speak(turn, message, said, runs, new Heard(progress));
        if (kept) {
            said.added().forEach(exchange -> memory.get().add(number, exchange));
        }
        return new Answer(SpokenPage.of(spoken), SpokenJson.of(spoken));
    }

    /** Of a case that is kept, with what was said before it was. */
    private CaseMemory memory(Session session) {
        long number = session.number();
        session.unkept().takeOut().forEach(exchange -> memory.get().add(number, exchange));
        var exchanges = memory.get().of(number);
        return new CaseMemory("case-" + number, exchanges, memory.get().account(number, CaseMemory.taken(exchanges)));
    }

    /** Tells what is being done for as long as it is. */
    private static final class Heard implements Listener {

        private final Progress progress;
        private String latest = "";

        Heard(Progress progress) {
            this.progress = progress;
        }

        @Override
        public void progress(String text) {
            latest = text;
            waiting();
        }

        @Override
        public void tool(String name, String arguments) {
            progress("Reading " + name.replace('_', ' ') + ".");
        }

        @Override
        public void waiting() {
            progress.doing(latest);
        }
    }

    private synchronized Assistant assistant() {
        var ready = assistant;
        if (ready == null) {
            ready = new Assistant(settings, advisor.get(), Telemetry.NONE, Machine.names());
            assistant = ready;
        }
        return ready;
    }
}
