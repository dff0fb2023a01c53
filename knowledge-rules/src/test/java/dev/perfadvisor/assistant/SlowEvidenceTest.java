package dev.perfadvisor.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.assistant.Asking.Way;
import dev.perfadvisor.engine.assistant.CaseMemory;
import dev.perfadvisor.engine.assistant.Fault;
import dev.perfadvisor.engine.assistant.Listener;
import dev.perfadvisor.engine.assistant.Spoken;
import dev.perfadvisor.engine.assistant.grounding.RunSource;
import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.conversation.Turn;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.store.BaselineStore;
import dev.perfadvisor.rules.LoadRuns;
import dev.perfadvisor.scripted.Move;
import dev.perfadvisor.scripted.Move.Call;
import dev.perfadvisor.scripted.Protocol;
import dev.perfadvisor.scripted.ScriptedModel;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The time of a message is also that of its tools, and whoever has left is not read for. */
class SlowEvidenceTest {

    private static final Way WAY = new Way(Protocol.OPENAI, true);

    private static Turn turn = Asking.TURN;

    /** Each comparison has to read two runs. */
    private static final Move EIGHT = Move.Calls.of(
            compare(1, 2),
            compare(1, 3),
            compare(2, 3),
            compare(3, 4),
            compare(4, 5),
            compare(5, 6),
            compare(6, 1),
            compare(5, 1));

    private static Call compare(int base, int candidate) {
        return new Call("comparison", "{\"base\":\"run:%d\",\"candidate\":\"run:%d\"}".formatted(base, candidate));
    }

    @BeforeAll
    static void attach() {
        var given = LoadRuns.usual().runs("run", 6, 1).stream()
                .flatMap(run -> run.evidence().stream())
                .toList();
        turn = Asking.ADVISOR.attach(Case.empty(), given, Progress.SILENT);
    }

    /** Of which not all comes for half a minute. */
    private static InputStream slow() {
        return new InputStream() {
            private int read;

            @Override
            public int read() throws IOException {
                try {
                    Thread.sleep(10);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return read++ < 3_000 ? ' ' : -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int one = read();
                bytes[offset] = (byte) one;
                return one < 0 ? -1 : 1;
            }
        };
    }

    private static Spoken speak(Duration message, AtomicInteger asked, Listener listener) {
        var source = new RunSource(BaselineStore::nowhere, (artifacts, _) -> {
            asked.incrementAndGet();
            return Optional.of(List.of(new Given.OfStream(artifacts.getFirst().name(), SlowEvidenceTest::slow)));
        });
        try (var model = new ScriptedModel(WAY.protocol(), _ -> EIGHT);
                var assistant =
                        Asking.assistant(WAY, model.baseUrl(), Asking.within(Duration.ofSeconds(20), message))) {
            return assistant.speak(turn, "Did it get better?", CaseMemory.empty(), source, listener);
        }
    }

    @Test
    void readingEndsWithTheTimeOfTheMessage() {
        var asked = new AtomicInteger();
        var spoken = speak(Duration.ofSeconds(8), asked, Listener.NONE);
        assertThat(spoken.fault()).isNotNull().extracting(Fault::kind).isEqualTo(Fault.Kind.TIME_OUT);
        assertThat(asked).hasValueLessThan(2);
    }

    @Test
    void readingEndsWhereNobodyWaits() {
        var asked = new AtomicInteger();
        var spoken = speak(Duration.ofMinutes(5), asked, new Listener() {
            @Override
            public void waiting() {
                if (asked.get() > 0) {
                    throw new CancellationException();
                }
            }
        });
        assertThat(spoken.fault()).isNotNull().extracting(Fault::kind).isEqualTo(Fault.Kind.LEFT);
        assertThat(asked).hasValue(1);
    }

    /** Also between tools that wait for nothing. */
    @Test
    void toolsAreNotAskedForThoseWhoHaveLeft() {
        var asked = new ArrayList<String>();
        try (var model = new ScriptedModel(WAY.protocol(), _ -> EIGHT);
                var assistant = Asking.assistant(WAY, model.baseUrl(), Asking.LIMITS)) {
            assistant.speak(turn, "Why?", CaseMemory.empty(), RunSource.none(), new Listener() {
                @Override
                public void tool(String name, String arguments) {
                    asked.add(name);
                }

                @Override
                public void waiting() {
                    if (!asked.isEmpty()) {
                        throw new CancellationException();
                    }
                }
            });
        }
        assertThat(asked).containsExactly("comparison");
    }

    @Test
    void notAllOfManyCallsAreLookedUp() {
        var calls = Collections.nCopies(40, new Call("plan", "{}")).toArray(Call[]::new);
        var heard = new ArrayList<String>();
        var spoken = Asking.speak(WAY, seen -> {
            heard.addAll(seen.results());
            return seen.number() == 1 ? Move.Calls.of(calls) : Asking.verdict(seen);
        });
        assertThat(spoken.usage().tools()).hasSize(32);
        assertThat(heard).hasSize(40);
        assertThat(heard.subList(32, 40)).allMatch(text -> text.startsWith("No more than 32 calls"));
        assertThat(spoken.grounding().status()).isEqualTo(Spoken.Status.VERIFIED);
    }
}
