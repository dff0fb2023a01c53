package dev.perfadvisor.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.http.RunningService.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Lists come in pages, and what a client has already does not come again. */
class ListsTest {

    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    @RegisterExtension
    static final RunningService SERVICE = new RunningService("advisor.analysis.isolated=false");

    /** All pages of a list whose items are in a member, or are the array itself where that is empty. */
    private static List<JsonNode> pages(String first, String member, int limit)
            throws IOException, InterruptedException {
        var all = new ArrayList<JsonNode>();
        var next = first + "?limit=" + limit;
        while (!next.isEmpty()) {
            var page = SERVICE.get(next).status(200);
            var items = member.isEmpty() ? page.json() : page.json().path(member);
            assertThat(items.size()).isBetween(1, limit);
            items.forEach(all::add);
            next = member.isEmpty() ? link(page) : page.json().path("next").asString("");
        }
        return all;
    }

    private static String link(Answer page) {
        var link = NEXT.matcher(page.header("Link").orElse(""));
        return link.find() ? link.group(1) : "";
    }

    private static void assertPaged(String path, String member, int size) throws IOException, InterruptedException {
        var whole = SERVICE.get(path).status(200);
        var items = new ArrayList<JsonNode>();
        (member.isEmpty() ? whole.json() : whole.json().path(member)).forEach(items::add);
        assertThat(items).hasSize(size);
        assertThat(pages(path, member, 2)).isEqualTo(items);
        assertThat(pages(path, member, size)).isEqualTo(items);
        assertThat(whole.header("Link")).isEmpty();
        for (var limit : new String[] {"0", "1001", "-1"}) {
            SERVICE.get(path + "?limit=" + limit).problem(400, "bad-limit");
        }
    }

    @Test
    void artifactsComeInPages() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        for (int i = 0; i < 5; i++) {
            SERVICE.put(href + "/artifacts/" + i, new byte[] {(byte) i}).status(202);
        }
        SERVICE.get(href + "/diagnosis?wait=30");
        assertPaged(href + "/artifacts", "artifacts", 5);
    }

    @Test
    void baselinesComeInPages() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        SERVICE.put(href + "/artifacts/run.json", RunningService.resource("/dev/perfadvisor/http/k6-summary.json"))
                .status(202);
        var runs = ",\"runs\":[{\"caseId\":\"" + href.substring(href.lastIndexOf('/') + 1) + "\"}]}";
        for (var name : List.of("b", "a + b/c", "b", "d", "b")) {
            SERVICE.post("/api/v1/baselines", "{\"name\":\"" + name + "\"" + runs)
                    .status(201);
        }
        assertPaged("/api/v1/baselines", "", 5);
        var second = SERVICE.get(link(SERVICE.get("/api/v1/baselines?limit=2")));
        // The one that is named may be gone by then.
        var next = link(SERVICE.get("/api/v1/baselines?limit=2"));
        SERVICE.delete("/api/v1/baselines/b@3").status(204);
        assertThat(SERVICE.get(next).json()).isEqualTo(second.json());
        SERVICE.get("/api/v1/baselines?after=b").problem(400, "bad-after");
    }

    @Test
    void keysComeInPages() throws IOException, InterruptedException {
        for (int i = 0; i < 5; i++) {
            SERVICE.post("/api/v1/keys", "{\"owner\":\"owner " + i + "\"}").status(201);
        }
        assertPaged("/api/v1/keys", "", 5);
    }

    @Test
    void rulesComeInPages() throws IOException, InterruptedException {
        var all = SERVICE.get("/api/v1/rules").json();
        assertThat(all.size()).isGreaterThan(200);
        assertThat(pages("/api/v1/rules", "", 100))
                .extracting(rule -> rule.path("id").asString())
                .hasSize(all.size())
                .isSorted();
    }

    private static Answer again(String path, Answer before) throws IOException, InterruptedException {
        return SERVICE.send(
                SERVICE.to(path).header("If-None-Match", before.header("ETag").orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/rules", "/api/v1/rules/orm.n-plus-one"})
    void rulesThatAreKnownDoNotComeAgain(String path) throws IOException, InterruptedException {
        var before = SERVICE.get(path).status(200);
        assertThat(again(path, before).status(304).body()).isEmpty();
        SERVICE.send(SERVICE.to(path)
                        .header("Accept", "text/html,application/json")
                        .header("If-None-Match", before.header("ETag").orElseThrow()))
                .status(200);
    }

    @Test
    void aCaseAndItsArtifactsComeAgainWhenTheyHaveChanged() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        var artifact = SERVICE.put(href + "/artifacts/a", new byte[] {1})
                .status(202)
                .header("Location")
                .orElseThrow();
        SERVICE.get(href + "/diagnosis?wait=30");
        var aCase = SERVICE.get(href).status(200);
        var list = SERVICE.get(href + "/artifacts").status(200);
        var one = SERVICE.get(artifact).status(200);
        again(href, aCase).status(304);
        again(href + "/artifacts", list).status(304);
        again(artifact, one).status(304);

        SERVICE.put(href + "/artifacts/b", new byte[] {2}).status(202);
        SERVICE.get(href + "/diagnosis?wait=30");
        again(href, aCase).status(200);
        assertThat(again(href + "/artifacts", list).status(200).json().path("artifacts"))
                .hasSize(2);
        again(artifact, one).status(304);
    }
}
