package dev.perfadvisor.engine.assistant;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.assistant.grounding.Ledger;
import dev.perfadvisor.engine.assistant.grounding.RunSource;
import dev.perfadvisor.engine.assistant.tools.Redactor;
import dev.perfadvisor.engine.conversation.Reply;
import dev.perfadvisor.engine.conversation.Turn;
import java.net.http.HttpClient;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets a model speak about a case. What it says is checked against what it cites; the turn that it speaks about was taken
 * by the dialogue before, so that the case moves on in the same way with and without a model, and there is always an
 * answer. Safe to use from many threads.
 */
public final class Assistant implements AutoCloseable {

    private final AssistantSettings settings;
    private final Library library;
    private final Telemetry telemetry;
    private final HttpClient client;
    private final List<String> secrets;

    /**
     * An assistant.
     *
     * @param secrets texts that must not leave the process wherever they stand, such as the name of this machine
     */
    public Assistant(AssistantSettings settings, Advisor advisor, Telemetry telemetry, List<String> secrets) {
        this.settings = settings;
        this.library = new Library(advisor);
        this.telemetry = telemetry;
        this.client = client(settings);
        this.secrets = List.copyOf(secrets);
    }

    static HttpClient client(AssistantSettings settings) {
        return HttpClient.newBuilder()
                .connectTimeout(settings.limits().call())
                // Servers on this machine often know no other, and some stumble over the offer of HTTP/2.
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    public AssistantSettings settings() {
        return settings;
    }

    /** A message that is going to be answered. Its time runs from now on. */
    public Answering answering(String message) {
        return new Answering(message);
    }

    /**
     * Speaks about a turn, once: {@link #answering} a message.
     *
     * @param message what the user said, or did
     * @param memory of the case; what is said is added to it
     * @param source of runs to compare
     * @throws java.util.concurrent.CancellationException when the thread was interrupted
     */
    public Spoken speak(Turn turn, String message, CaseMemory memory, RunSource source, Listener listener) {
        return answering(message).speak(turn, memory, source, listener);
    }

    /**
     * One message, and what it may take. Where the case changes while it is answered, it is answered again; all tries share its
     * time and its budget, and each tells what they took together. Of one thread.
     */
    public final class Answering {

        private final String message;
        private final Deadline deadline = Deadline.in(settings.limits().message());
        private @Nullable Meter meter;

        private Answering(String message) {
            this.message = message;
        }

        /**
         * Speaks about a turn. Waits for the model at most for the time of a message. A listener that stops it, or an
         * interrupt, ends the request at the provider; what the listener stops is answered without the model, and counts.
         *
         * @param memory of the case; what is said is added to it
         * @param source of runs to compare
         * @throws java.util.concurrent.CancellationException when the thread was interrupted
         */
        public Spoken speak(Turn turn, CaseMemory memory, RunSource source, Listener listener) {
            var counting = meter;
            if (counting == null) {
                counting = new Meter(settings.limits(), memory.account());
                meter = counting;
            }
            var wire = new Wire(client, settings.limits().call(), deadline, listener);
            var talk = new Talk(new Talk.Parts(
                    settings,
                    Models.chat(settings, wire),
                    deadline,
                    counting,
                    new Ledger(turn.next(), turn.reply(), library, source.heardBy(new Patience(deadline, listener))),
                    redactor(turn),
                    memory,
                    listener,
                    telemetry));
            return talk.about(message, turn.reply());
        }
    }

    /**
     * Whether there is something to speak about. Of evidence a model may be asked what the dialogue takes for a question about
     * something else, such as for the third endpoint; where there is none, nobody pays for talk about the weather.
     */
    public static boolean hasSay(Turn turn) {
        return !(turn.reply() instanceof Reply.OffTopic)
                || !turn.next().artifacts().isEmpty();
    }

    private Redactor redactor(Turn turn) {
        var redactor = new Redactor(secrets, List.of(settings.key()));
        redactor.know(turn.next());
        return redactor;
    }

    @Override
    public void close() {
        client.close();
    }
}
