package dev.perfadvisor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.UnusableRulesException;
import dev.perfadvisor.engine.render.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema that editors check rule files by says what the loader says, as far as a schema can. */
class RuleSchemaTest {

    private static final Path RULES = Path.of("src/main/resources/rules");
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Json.write(new Advisor(List.of()).ruleSchema()));

    private static final String RULE = """
            id: own.rule
            title: A load test was run
            role: cause
            capability: bottleneck
            stage: identify
            symptoms: It is slow
            over: {list: load.endpoints, as: one, subject: one.name}
            when: one.requests > 0
            score: {fact: one.requests, info: 10, warning: 100}
            cite: [one.name]
            supports:
              - {cause: db.statement-slow, fired: 60, clear: -5}
            explains: [http.latency.p50-high]
            diagnosis: There were ${one.requests} requests.
            remedies:
              - {what: Nothing, effort: low, risk: low, gain: None}
            references: [an example]
            tests:
              - {name: some, given: {load: {endpoints: [{name: a, requests: 5}]}}, then: fires}
              - {name: none, given: {load: {endpoints: [{name: a, requests: 0}]}}, then: clear}
              - {name: not told, given: {}, then: unknown}
            """;

    /** Where it does not fit, and which keyword of the schema says so. */
    private static List<String> errors(String yaml) {
        return SCHEMA.validate(yaml, InputFormat.YAML).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getKeyword())
                .toList();
    }

    static Stream<Path> rules() throws IOException {
        try (var files = Files.walk(RULES)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyRuleOfTheRuleBaseFitsTheSchema(Path rule) throws IOException {
        assertThat(errors(Files.readString(rule))).isEmpty();
    }

    @Test
    void theExampleFitsAndLoads(@TempDir Path pack) throws IOException {
        assertThat(errors(RULE)).isEmpty();
        assertThat(loads(RULE, pack)).isTrue();
    }

    /** Each change is wrong, for the loader and for the schema. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title: A load test was run | titel: A load test was run",
                "role: cause | role: reason",
                "capability: bottleneck | capability: bottlenecks",
                "stage: identify | stage: guess",
                "when: one.requests > 0 | applies: one.requests > 0",
                "info: 10 | info: ten",
                "info: 10 | inform: 10",
                "clear: -5 | clear: 5",
                "fired: 60 | fird: 60",
                "effort: low | effort: little",
                "gain: None | win: None",
                "then: fires | then: burns",
                "references: [an example] | ''",
                "cite: [one.name] | cite: [one name]",
                "subject: one.name | subjects: one.name"
            })
    void whatTheLoaderRefusesTheSchemaRefuses(String right, String wrong, @TempDir Path pack) throws IOException {
        var rule = RULE.replace(right, wrong);
        assertThat(rule).isNotEqualTo(RULE);
        assertThat(loads(rule, pack)).isFalse();
        assertThat(errors(rule)).isNotEmpty();
    }

    private static boolean loads(String rule, Path pack) throws IOException {
        Files.writeString(pack.resolve("own.rule.yaml"), rule);
        try {
            return Advisor.checked(List.of(pack)).ruleIds().contains("own.rule");
        } catch (UnusableRulesException _) {
            return false;
        }
    }

    @Test
    void editorsAreToldWhatThereIs() {
        var schema = Json.write(new Advisor(List.of()).ruleSchema());
        assertThat(schema)
                .contains("\"db.n-plus-one\"", "\"orm.n-plus-one\"", "\"sql.statements\"", "\"jfr.gc.pauseMax\"");
    }
}
