package dev.perfadvisor.engine.assistant.grounding;

import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Fact;
import dev.perfadvisor.engine.model.Finding;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.render.Places;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where what is cited can be looked at, for those who read it where there are no links. */
final class Whereabouts {

    private final @Nullable Result result;
    private final @Nullable Places places;

    Whereabouts(@Nullable Result result) {
        this.result = result;
        this.places = result == null ? null : new Places(result);
    }

    /**
     * A place: {@code postgres.csv.gz, line 3011}.
     *
     * @param fact of the item, null when it is none
     */
    String of(Citable item, @Nullable Fact fact) {
        var name = item.id().substring(item.id().indexOf(':') + 1);
        return switch (item.kind()) {
            case "fact" -> fact == null ? "" : place(fact);
            case "finding" -> finding(name);
            case "cause" -> cause(name);
            case "remedy" -> "what to change, " + cause(name.substring(0, name.lastIndexOf('/')));
            case "verdict" -> "the diagnosis";
            case "said" -> "what you said";
            case "reply" -> "the advisor's own answer";
            case "step" -> "the plan, stage " + name.substring(0, name.lastIndexOf('/'));
            case "next" -> "the plan, what to collect";
            case "band" -> "the decision table, ./advisor rules";
            case "cache" -> "the caching table, ./advisor rules";
            case "rule" -> "./advisor rules show " + name;
            case "artifact" -> item.subject().title();
            case "timeline" -> "the timeline of the report";
            case "loadtest" -> "./advisor loadtest --kind " + name.replace("/", " --tool ");
            case "run" ->
                String.join(", ", item.see().stream().map(this::artifact).toList());
            case "baseline" -> "./advisor baseline list";
            case "comparison" -> "runs compared as by ./advisor compare";
            default -> "";
        };
    }

    private String place(Fact fact) {
        return places == null ? "" : places.of(fact);
    }

    private List<Finding> findings() {
        return result == null ? List.of() : result.diagnosis().findings();
    }

    /** {@code RULE/2} is the second finding of its rule. */
    private String finding(String name) {
        int slash = name.lastIndexOf('/');
        int number = Integer.parseInt(name.substring(slash + 1));
        return findings().stream()
                .filter(finding -> finding.rule().equals(name.substring(0, slash)))
                .skip(number - 1L)
                .findFirst()
                .map(this::shown)
                .orElse("");
    }

    /** Of the first fact that a file shows. */
    private String shown(Finding finding) {
        var evidence = finding.evidence();
        return evidence.stream()
                .filter(fact -> !fact.artifact().isEmpty())
                .findFirst()
                .or(() -> evidence.stream().findFirst())
                .map(this::place)
                .orElse("");
    }

    /** By what speaks for it most strongly. */
    private String cause(String id) {
        Optional<Cause> cause = result == null
                ? Optional.empty()
                : result.diagnosis().causes().stream()
                        .filter(one -> one.id().equals(id))
                        .findFirst();
        return cause.stream()
                .flatMap(one -> one.why().stream())
                .filter(vote -> vote.counted() && vote.decibans() > 0)
                .flatMap(vote ->
                        findings().stream().filter(finding -> finding.rule().equals(vote.from())))
                .findFirst()
                .map(finding -> finding.rule() + ": " + shown(finding))
                .orElse("what you said");
    }

    private String artifact(String id) {
        return result == null
                ? ""
                : result.artifacts().stream()
                        .filter(artifact -> id.equals("artifact:" + artifact.id()))
                        .map(artifact -> artifact.name())
                        .findFirst()
                        .orElse("");
    }
}
