package dev.perfadvisor.engine.assistant;

import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import org.jspecify.annotations.Nullable;

/** Remembers what a listener could not read: those who parse streams log it and go on, as if nothing had been there. */
final class Attentive implements ServerSentEventListener {

    private final ServerSentEventListener listener;
    private volatile @Nullable RuntimeException problem;

    Attentive(ServerSentEventListener listener) {
        this.listener = listener;
    }

    /** The first one, null when there is none. */
    @Nullable RuntimeException problem() {
        return problem;
    }

    private void attend(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException e) {
            if (problem == null) {
                problem = e;
            }
            throw e;
        }
    }

    @Override
    public void onOpen(SuccessfulHttpResponse response) {
        listener.onOpen(response);
    }

    @Override
    public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
        attend(() -> listener.onEvent(event, context));
    }

    @Override
    public void onEvent(ServerSentEvent event) {
        attend(() -> listener.onEvent(event));
    }

    @Override
    public void onError(Throwable error) {
        listener.onError(error);
    }

    @Override
    public void onClose() {
        listener.onClose();
    }
}
