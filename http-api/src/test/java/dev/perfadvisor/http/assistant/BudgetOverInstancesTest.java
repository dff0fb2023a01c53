package dev.perfadvisor.http.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.http.RunningPostgres;
import dev.perfadvisor.http.RunningService;
import dev.perfadvisor.scripted.Protocol;
import dev.perfadvisor.scripted.ScriptedModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two instances of the service that ask a model about one case: whatever either asked is in the account of the case. */
class BudgetOverInstancesTest {

    private static final long TOKENS = 120;

    private static final ScriptedModel MODEL = new ScriptedModel(Protocol.OPENAI, ScriptedService::verdict);

    @RegisterExtension
    @Order(1)
    static final RunningPostgres POSTGRES = new RunningPostgres();

    @RegisterExtension
    @Order(2)
    static final RunningService ONE = new RunningService(BudgetOverInstancesTest::settings);

    private static final RunningService OTHER = new RunningService(BudgetOverInstancesTest::settings);

    private static List<String> settings() {
        return List.of(
                "advisor.database.url=" + POSTGRES.url(),
                "advisor.database.connections=8",
                "advisor.analysis.isolated=false",
                "advisor.assistant.model=scripted",
                "advisor.assistant.base-url=" + MODEL.baseUrl());
    }

    @BeforeAll
    static void startOther() {
        OTHER.startOn(ONE.directory());
    }

    @AfterAll
    static void stop() {
        OTHER.stop();
        MODEL.close();
    }

    private static RunningService.Answer say(RunningService service, String href)
            throws IOException, InterruptedException {
        return service.post(href + "/messages", "{\"text\":\"checkout takes 3 s\"}");
    }

    @Test
    void whatBothAskIsCounted() throws IOException, InterruptedException {
        var href = ONE.newCase();
        var calls = new ArrayList<Callable<RunningService.Answer>>();
        for (int i = 0; i < 3; i++) {
            calls.add(() -> say(ONE, href));
            calls.add(() -> say(OTHER, href));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(calls);
        }
        var last = say(OTHER, href).status(201).json().path("reply");
        assertThat(last.path("grounding").path("status").asString()).isEqualTo("verified");
        assertThat(last.path("usage").path("inputTokens").asLong()).isEqualTo(100);
        assertThat(last.path("usage").path("budget").path("caseTokensTaken").asLong())
                .isEqualTo(TOKENS * MODEL.bodies().size());
    }
}
