package dev.perfadvisor.http.cases;

import dev.perfadvisor.engine.render.Json;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** Tells a client how its answer is made, by events, for as long as it is there. */
record StreamedSteps(EventStream stream, Pulse pulse) implements Voice.Steps {

    @Override
    public void progress(String text) {
        send("progress", Map.of("text", text));
    }

    @Override
    public void tool(String name, String arguments) {
        send("tool", Json.members("name", name, "arguments", arguments));
    }

    @Override
    public void waiting() {
        pulse.check();
    }

    private void send(String event, Map<String, ?> data) {
        try {
            stream.send("", event, Json.write(data));
        } catch (IOException e) {
            throw (CancellationException) new CancellationException("the client has gone").initCause(e);
        }
    }
}
