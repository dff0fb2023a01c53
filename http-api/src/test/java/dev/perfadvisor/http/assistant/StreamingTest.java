package dev.perfadvisor.http.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.store.jdbc.SharedDatabase;
import dev.perfadvisor.http.RunningService;
import dev.perfadvisor.scripted.Move;
import dev.perfadvisor.scripted.Move.Call;
import dev.perfadvisor.scripted.Voices;
import dev.perfadvisor.scripted.Voices.Line;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a client sees of an answer while it is made. */
class StreamingTest {

    @RegisterExtension
    static final ScriptedService TALK = new ScriptedService();

    private static final RunningService SERVICE = TALK.service();

    private static Stream<String> lines(HttpClient client, String path, String body)
            throws IOException, InterruptedException {
        return client.send(
                        SERVICE.to(path)
                                .header("Content-Type", "application/json")
                                .header("Accept", "text/event-stream")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofLines())
                .body();
    }

    /** The model answers only after the client has heard of the tools, and of nothing for a while. */
    private static void hearsWhileTheModelThinks(String path, String body, String first) throws Exception {
        var heard = new CountDownLatch(1);
        TALK.script(seen -> {
            if (seen.results().isEmpty()) {
                return Move.Calls.of(new Call("list_causes", "{}"));
            }
            await(heard);
            return ScriptedService.verdict(seen);
        });
        try (var client = HttpClient.newHttpClient();
                var lines = lines(client, path, body)) {
            boolean seenFirst = false;
            boolean beaten = false;
            boolean answered = false;
            for (var all = lines.iterator(); all.hasNext(); ) {
                var line = all.next();
                seenFirst |= line.contains(first);
                beaten |= seenFirst && line.startsWith(":");
                if (beaten) {
                    heard.countDown();
                }
                answered |= line.contains("verdict:1");
                assertThat(beaten || !answered).isTrue();
            }
            assertThat(answered).isTrue();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void stepsAndBeatsComeWhileTheModelThinks() throws Exception {
        hearsWhileTheModelThinks(SERVICE.newCase() + "/messages", "{\"text\":\"checkout takes 3 s\"}", "list_causes");
    }

    @Test
    void clientsOfOtherChatsHearBeats() throws Exception {
        var href = SERVICE.newCase();
        var id = href.substring(href.lastIndexOf('/') + 1);
        hearsWhileTheModelThinks(
                "/v1/chat/completions",
                "{\"model\":\"" + id
                        + "\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"checkout takes 3 s\"}]}",
                "chat.completion.chunk");
    }

    /** There are no drafts: what is streamed was checked. */
    @Test
    void whatWasRefusedIsNeverStreamed() throws Exception {
        TALK.script(seen -> seen.number() % 2 == 1
                ? Voices.answer(List.of(Line.of("The database is a quokka.", "verdict:1")))
                : ScriptedService.verdict(seen));
        var href = SERVICE.newCase();
        var before = TALK.model().bodies().size();
        if (before % 2 == 1) {
            TALK.script(seen -> seen.number() % 2 == 0
                    ? Voices.answer(List.of(Line.of("The database is a quokka.", "verdict:1")))
                    : ScriptedService.verdict(seen));
        }
        try (var client = HttpClient.newHttpClient();
                var lines = lines(client, href + "/messages", "{\"text\":\"checkout takes 3 s\"}")) {
            assertThat(lines.toList())
                    .noneMatch(line -> line.contains("quokka"))
                    .anyMatch(line -> line.contains("asking again"))
                    .anyMatch(line -> line.contains("\"status\" : \"verified\""));
        }
        assertThat(TALK.model().bodies()).hasSize(before + 2);
    }

    /** What goes wrong when the status is sent is told all the same, and is the last that is. */
    @Test
    void whatFailsIsTold() throws Exception {
        var href = SERVICE.newCase();
        var id = href.substring(href.lastIndexOf('/') + 1);
        var database = SERVICE.part(SharedDatabase.class);
        rename(database, "service_message", "elsewhere");
        try (var client = HttpClient.newHttpClient();
                var own = lines(client, href + "/messages", "{\"text\":\"checkout takes 3 s\"}");
                var ofChats = lines(
                        client,
                        "/v1/chat/completions",
                        "{\"model\":\"" + id
                                + "\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"checkout takes 3 s\"}]}")) {
            assertThat(String.join("\n", own.toList()))
                    .startsWith("event: error")
                    .contains("\"type\" : \"/problems/internal-error\"", "\"status\" : 500");
            assertThat(ofChats.filter(line -> line.startsWith("data: ")))
                    .last()
                    .asString()
                    .startsWith("data: {\"error\":{\"message\":")
                    .contains("\"type\":\"server_error\"");
        } finally {
            rename(database, "elsewhere", "service_message");
        }
    }

    private static void rename(SharedDatabase database, String from, String to) {
        database.inTransaction(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute("alter table " + from + " rename to " + to);
            }
        });
    }
}
