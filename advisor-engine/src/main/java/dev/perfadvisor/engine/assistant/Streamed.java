package dev.perfadvisor.engine.assistant;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Asks for an answer in parts, and waits for the whole: so that a model that writes for long is not taken for one that hangs
 * by what stands between. A stream that ends without an end is no answer: clients give what came until then as if it were
 * complete, but without a reason for the end.
 */
record Streamed(StreamingChatModel model, Wire wire) implements ChatModel {

    @Override
    public ChatResponse chat(ChatRequest request) {
        var done = new CompletableFuture<ChatResponse>();
        model.chat(request, new StreamingChatResponseHandler() {
            @Override
            public void onCompleteResponse(ChatResponse response) {
                done.complete(response);
            }

            @Override
            public void onError(Throwable error) {
                done.completeExceptionally(error);
            }
        });
        var reading = wire.latest();
        var _ = reading.ended()
                .whenComplete((_, problem) -> done.completeExceptionally(problem == null ? ended(reading) : problem));
        try {
            var response = wire.whole(done);
            if (response.finishReason() == null || reading.problem() != null) {
                throw ended(reading);
            }
            return response;
        } catch (CancellationException e) {
            reading.stop();
            throw e;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException problem ? problem : new IllegalStateException(e.getCause());
        }
    }

    /** Why a stream that ended in good order is no answer. */
    private static RuntimeException ended(Wire.Reading reading) {
        var problem = reading.problem();
        return problem == null
                ? new Wire.BrokenException(Fault.Kind.BROKEN_OFF, "the stream ended before the answer did")
                : problem;
    }
}
