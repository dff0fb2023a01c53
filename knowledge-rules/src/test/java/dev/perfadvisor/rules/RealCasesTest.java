package dev.perfadvisor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Problem;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.model.Reading;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.model.Severity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Recordings, logs and load tests of a real service with one fault injected, or none: the true cause comes first, also
 * when nothing is called what it was called, and from the evidence alone without a word of the user's.
 */
class RealCasesTest {

    private static final Advisor ADVISOR = new Advisor(List.of());
    private static final Path CASES = Path.of("src/test/resources/cases");

    private static Path directory(String name) {
        return name.equals("n-plus-one") ? Path.of("../samples/checkout") : CASES.resolve(name);
    }

    private static Result diagnose(List<Given> evidence, String problem) {
        return ADVISOR.diagnose(new Problem(problem), evidence, Progress.SILENT);
    }

    private static String first(Result result) {
        return result.diagnosis().causes().getFirst().id();
    }

    @ParameterizedTest
    @CsvSource({
        "n-plus-one, db.n-plus-one",
        "missing-index, db.missing-index",
        "downstream-sequential, net.sequential-calls",
        "lock-contention, lock.contention"
    })
    void theTrueCauseComesFirst(String name, String cause) throws IOException {
        var problem = directory(name).resolve("problem.txt");
        var words = Files.exists(problem) ? Files.readString(problem) : "API responses are slow (>2s) since the deploy";
        for (var said : List.of(words, "")) {
            var result = diagnose(List.of(new Given.OfPath(directory(name))), said);
            assertThat(first(result)).isEqualTo(cause);
            assertThat(result.diagnosis().healthy()).isFalse();
            var best = result.diagnosis().causes().getFirst();
            assertThat(best.status()).isEqualTo(Cause.SUPPORTED);
            assertThat(best.severity()).isIn(Severity.MEDIUM, Severity.HIGH);
            assertThat(best.gain()).isNotNull();
            assertThat(best.remedies()).isNotEmpty();
        }
    }

    @Test
    void healthyIsCalledHealthy() throws IOException {
        var result = diagnose(
                List.of(new Given.OfPath(directory("healthy-light"))),
                Files.readString(directory("healthy-light").resolve("problem.txt")));
        assertThat(result.diagnosis().healthy()).isTrue();
        assertThat(result.diagnosis().verdict()).contains("nothing to fix");
        assertThat(result.diagnosis().causes()).allMatch(cause -> cause.severity() == Severity.LOW);
    }

    /** The same service under other names: words of the same length, so that recordings stay valid. */
    @ParameterizedTest
    @CsvSource({
        "n-plus-one, db.n-plus-one",
        "missing-index, db.missing-index",
        "downstream-sequential, net.sequential-calls",
        "lock-contention, lock.contention"
    })
    void namesDoNotMatter(String name, String cause) throws IOException {
        var evidence = new ArrayList<Given>();
        try (var files = Files.list(directory(name))) {
            for (var file :
                    files.filter(f -> !f.endsWith("problem.txt")).sorted().toList()) {
                var renamed = renamed(unpacked(file));
                evidence.add(
                        new Given.OfStream("evidence-" + evidence.size(), () -> new ByteArrayInputStream(renamed)));
            }
        }
        assertThat(first(diagnose(evidence, ""))).isEqualTo(cause);
    }

    private static byte[] unpacked(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        if (file.toString().endsWith(".zst")) {
            try (var plain = new ZstdInputStream(new ByteArrayInputStream(bytes))) {
                return plain.readAllBytes();
            }
        }
        return bytes;
    }

    private static byte[] renamed(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (var change : Map.of(
                        "CheckoutService", "AdmissionOffice",
                        "PriceQuote", "DosageCalc",
                        "order_item", "visit_note",
                        "customer", "referral",
                        "checkout", "register",
                        "orders", "visits",
                        "product", "therapy",
                        "shop", "ward")
                .entrySet()) {
            text = text.replace(change.getKey(), change.getValue());
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void oneUnreadableArtifactCostsNothingButItself(@TempDir Path directory) throws IOException {
        var damaged = Files.write(directory.resolve("broken.jfr"), new byte[] {'F', 'L', 'R', 0, 0, 2});
        var result =
                diagnose(List.of(new Given.OfPath(damaged), new Given.OfPath(directory("n-plus-one"))), "it is slow");
        assertThat(first(result)).isEqualTo("db.n-plus-one");
        assertThat(result.artifacts().getFirst().reading()).isNotInstanceOf(Reading.Complete.class);
        assertThat(result.nothingRead()).isFalse();
    }

    @Test
    void factsTakeThePlaceOfWhatTheyWereReadFrom(@TempDir Path directory) throws IOException {
        var given = List.<Given>of(new Given.OfPath(directory("missing-index")));
        var facts = Files.writeString(
                directory.resolve("facts.json"),
                ADVISOR.facts(given, Progress.SILENT).json());
        var fromEvidence = diagnose(given, "it is slow");
        var fromFacts = diagnose(List.of(new Given.OfPath(facts)), "it is slow");
        assertThat(fromFacts.diagnosis().causes().stream().map(Cause::id))
                .containsExactlyElementsOf(fromEvidence.diagnosis().causes().stream()
                        .map(Cause::id)
                        .toList());
        assertThat(fromFacts.artifacts().getFirst().kind()).isEqualTo("facts");
    }

    @Test
    void factsForSharingHoldNoLiterals(@TempDir Path directory) throws IOException {
        var log = Files.writeString(directory.resolve("slow.log"), """
                # Time: 2026-11-22T08:00:00.000000Z
                # User@Host: app[app] @ localhost []  Id:     8
                # Query_time: 0.250000  Lock_time: 0.000004 Rows_sent: 1  Rows_examined: 90000
                SET timestamp=1795334400;
                SELECT name FROM patients WHERE passport = 'XK-9912-SECRET';
                """);
        var facts = ADVISOR.facts(List.of(new Given.OfPath(log)), Progress.SILENT);
        assertThat(facts.json()).contains("passport").doesNotContain("XK-9912");
    }

    @Test
    void wordsAloneGiveAPlan() {
        var result = diagnose(List.of(), "API responses are slow (>2s)");
        var ids = result.diagnosis().causes().stream().map(Cause::id).toList();
        assertThat(ids).contains("db.n-plus-one", "db.missing-index", "net.sequential-calls");
        assertThat(result.diagnosis().causes()).allMatch(c -> c.status().equals(Cause.HYPOTHESIS));
        assertThat(result.diagnosis().healthy()).isFalse();
        var plan = new StringBuilder();
        result.plan()
                .stages()
                .forEach(stage -> stage.steps()
                        .forEach(step -> plan.append(step.title())
                                .append(' ')
                                .append(step.detail())
                                .append(' ')
                                .append(step.command())
                                .append(' ')
                                .append(step.status().id())
                                .append('\n')));
        assertThat(plan.toString())
                .contains("p50", "p99", "query times", "external calls")
                .contains("APM", "slow query log", "flame graph")
                .contains("DataLoader", "index", "asynchronous")
                .contains("k6 load test", "production");
        assertThat(result.diagnosis().next()).isNotEmpty();
    }

    @Test
    void aQuestionOnCachingIsAnsweredFromTheTable() {
        var result = diagnose(List.of(), "which cache and TTL for product prices that change hourly?");
        assertThat(result.caching()).hasSize(5);
        assertThat(result.diagnosis().causes().getFirst().id()).startsWith("cache.");
    }
}
