package dev.perfadvisor.http.cases;

import dev.perfadvisor.engine.render.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Tells a client how its answer is made, by events. */
record StreamedSteps(EventStream stream) implements Voice.Steps {

    @Override
    public void progress(String text) {
        send("progress", Map.of("text", text));
    }

    @Override
    public void tool(String name, String arguments) {
        send("tool", Json.members("name", name, "arguments", arguments));
    }

    private void send(String event, Map<String, ?> data) {
        try {
            stream.send("", event, Json.write(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
