package dev.perfadvisor.scripted;

import dev.perfadvisor.scripted.Move.Call;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Serves a scripted model from a terminal, to try the advisor with by hand: {@code Main ollama 11434 honest}. It speaks until
 * the process is ended.
 */
public final class Main {

    private static final Duration SLOWNESS = Duration.ofSeconds(20);

    private Main() {}

    private static final Map<String, Script> VOICES = new LinkedHashMap<>();

    static {
        VOICES.put("honest", well(Voices.honest()));
        VOICES.put("liar", well(Voices.reading(Main::halfTrue)));
        VOICES.put("slow", well(Voices.reading(seen -> new Move.After(SLOWNESS, Voices.answer(Voices.honest(seen))))));
        VOICES.put("cut", well(Voices.reading(seen -> new Move.Cut(Voices.answer(Voices.honest(seen))))));
        VOICES.put("endless", well(_ -> Move.Calls.of(new Call("plan", "{}"))));
        VOICES.put("silent", well(_ -> new Move.Text("")));
        VOICES.put("busy", _ -> new Move.Raw(429, "application/json", "{}", Map.of("Retry-After", "3600")));
        VOICES.put("locked", _ -> Move.Raw.status(401));
        VOICES.put("broken", _ -> Move.Raw.status(500));
        VOICES.put("page", _ -> new Move.Raw(200, "text/html", "<html>Welcome</html>", Map.of()));
    }

    /** A truth and a lie. */
    private static Move halfTrue(Seen seen) {
        var truth = Voices.honest(seen).getFirst();
        return Voices.answer(List.of(
                truth, new Voices.Line("The database is healthy, and 8246 ms are spent elsewhere.", truth.cites())));
    }

    /** With an answer for those who only try whether it is well. */
    private static Script well(Script voice) {
        return seen -> {
            if (seen.tools().contains("report")) {
                return Move.Calls.of(new Call("report", "{\"code\":\"4711\"}"));
            }
            return seen.tools().isEmpty() ? new Move.Text("ready") : voice.next(seen);
        };
    }

    /** Serves until the process ends; with wrong arguments, says which there are. */
    public static void main(String[] args) throws InterruptedException {
        var protocol = Arrays.stream(Protocol.values())
                .filter(one -> args.length > 1 && id(one).equals(args[0]))
                .findFirst();
        var name = args.length > 2 ? args[2] : "honest";
        var voice = VOICES.get(name);
        if (protocol.isEmpty() || voice == null || !args[1].matches("\\d{1,5}")) {
            System.err.println("Usage: PROTOCOL PORT [VOICE]. Protocols: "
                    + Arrays.stream(Protocol.values()).map(Main::id).collect(Collectors.joining(", ")) + ". Voices: "
                    + String.join(", ", VOICES.keySet()) + ".");
            System.exit(2);
            return;
        }
        try (var model = new ScriptedModel(protocol.get(), Integer.parseInt(args[1]), voice)) {
            System.out.println("A model that is " + name + " listens at " + model.baseUrl());
            Thread.currentThread().join();
        }
    }

    private static String id(Protocol protocol) {
        return protocol.name().toLowerCase(Locale.ROOT);
    }
}
