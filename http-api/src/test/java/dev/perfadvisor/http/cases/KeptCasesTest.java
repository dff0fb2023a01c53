package dev.perfadvisor.http.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.store.ServedCase;
import dev.perfadvisor.engine.store.jdbc.ServedCases;
import dev.perfadvisor.engine.store.jdbc.SharedDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A case is the same whether it stayed open, was opened again, or was kept by a service that kept facts in its contents. */
class KeptCasesTest {

    private static final Advisor ADVISOR = new Advisor(List.of());
    private static final Case CHECKOUT = ADVISOR.attach(
                    ADVISOR.dialogue()
                            .reply(Case.empty(), "checkout is slow since the deploy")
                            .next(),
                    List.of(new Given.OfPath(Path.of("../samples/checkout"))),
                    Progress.SILENT)
            .next();

    @TempDir
    private Path directory;

    private ServedCases cases;
    private CaseDesk desk;

    @BeforeEach
    void openStore() {
        var source = new JdbcDataSource();
        source.setURL(SharedDatabase.address(directory.resolve("service")));
        cases = new ServedCases(SharedDatabase.over(source, "service"), Clock.systemUTC());
        desk = desk();
    }

    private CaseDesk desk() {
        return new CaseDesk(ADVISOR, cases, Clock.systemUTC());
    }

    private ServedCase made(ServedCases.State state) {
        return cases.find(cases.create("alice", state, List.of(), null).id()).orElseThrow();
    }

    private ServedCase after(ServedCase before, Case current) {
        var said = List.of(desk.heard("the cache is off"));
        assertThat(cases.advance(before, desk.afterMessage(before, current, "checkout"), said, null))
                .isPresent();
        return cases.find(before.id()).orElseThrow();
    }

    private static String diagnosis(Case current) {
        return Objects.requireNonNull(current.result()).diagnosis().toString();
    }

    @Test
    void aCaseThatIsOpenedAgainIsTheOneThatStayedOpen() {
        var kept = made(desk.state(CHECKOUT, "checkout"));
        var next = ADVISOR.dialogue().reply(desk.open(kept), "the cache is off").next();
        var now = after(kept, next);
        desk.holdOpen(now.id(), now.revision(), next);

        assertThat(desk.open(now)).isSameAs(next);
        assertThat(diagnosis(desk().open(now))).isEqualTo(diagnosis(next));
        assertThat(desk().open(now).artifacts()).isEqualTo(next.artifacts());
    }

    @Test
    void factsInTheContentsAreReadAndKeptBesideThemFromThenOn() {
        var kept = made(new ServedCases.State("checkout", "", ADVISOR.keep(CHECKOUT), null));
        assertThat(kept.factsApart()).isFalse();
        assertThat(diagnosis(desk.open(kept))).isEqualTo(diagnosis(CHECKOUT));

        var now = after(kept, desk.open(kept));

        assertThat(now.factsApart()).isTrue();
        assertThat(now.contents()).hasSizeLessThan(kept.contents().length() / 2);
        assertThat(diagnosis(desk().open(now))).isEqualTo(diagnosis(CHECKOUT));
    }
}
