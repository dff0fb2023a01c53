package dev.perfadvisor.http.runs;

import dev.perfadvisor.engine.compare.RunsOfCase;
import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.store.ServedArtifact;
import dev.perfadvisor.engine.store.jdbc.ServedArtifacts;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Where the page shows what an answer cites of runs. The numbers of runs change with the evidence of a case; an address names
 * the evidence itself, and so stays right.
 */
@Component
public class RunAddresses {

    private static final String BASELINE = "baseline:";
    private static final String RUN = "run:";

    /** {@code comparison:baseline:release@3..run:1_2/measure/1}; what is in a name is encoded. */
    private static final Pattern COMPARISON = Pattern.compile("comparison:(.+?)\\.\\.(run:[\\d_]+)(?:/(.+))?");

    private final ServedArtifacts artifacts;

    RunAddresses(ServedArtifacts artifacts) {
        this.artifacts = artifacts;
    }

    /**
     * The address of {@code run:1}, of {@code baseline:release@3}, or of a comparison or a part of it.
     *
     * @param evidence of the case, of which the runs are
     * @return empty for what is no run, or not to be shown by itself
     */
    public Optional<String> of(String caseId, List<Artifact> evidence, String citation) {
        if (citation.startsWith(BASELINE)) {
            return Optional.of("/compare?base=" + encoded(decoded(citation)));
        }
        var runs = RunsOfCase.of(evidence).runs();
        if (citation.startsWith(RUN)) {
            return run(runs, citation.substring(RUN.length())).stream()
                    .flatMap(run -> run.artifacts().stream())
                    .findFirst()
                    .map(artifact -> "/cases/" + caseId + "#artifact-" + artifact.id());
        }
        var parts = COMPARISON.matcher(citation);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var kept = artifacts.of(caseId).stream()
                .collect(Collectors.toMap(ServedArtifact::name, ServedArtifact::id, (first, _) -> first));
        Function<String, Optional<List<String>>> side = id -> id.startsWith(BASELINE)
                ? Optional.of(List.of(decoded(id)))
                : runs(id, runs, run -> value(caseId, run, evidence, kept));
        var part = parts.group(3) == null ? "verdict" : parts.group(3).replaceFirst("/", "-");
        return side.apply(parts.group(1))
                .flatMap(base -> side.apply(parts.group(2))
                        .map(candidate -> Stream.concat(
                                        base.stream().map(one -> "base=" + encoded(one)),
                                        candidate.stream().map(one -> "candidate=" + encoded(one)))
                                .collect(Collectors.joining("&", "/compare?", "#" + part))));
    }

    private static Optional<RunsOfCase.OneRun> run(List<RunsOfCase.OneRun> runs, String number) {
        int index = Integer.parseInt(number) - 1;
        return index < runs.size() ? Optional.of(runs.get(index)) : Optional.empty();
    }

    /** Of {@code run:1_2}; empty when one of them has no address. */
    private static Optional<List<String>> runs(
            String id, List<RunsOfCase.OneRun> runs, Function<RunsOfCase.OneRun, Optional<String>> value) {
        var values = new ArrayList<String>();
        for (var number : id.substring(RUN.length()).split("_", -1)) {
            var one = run(runs, number).flatMap(value);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            values.add(one.get());
        }
        return Optional.of(values);
    }

    /** As in addresses of the page: a case, or files of it, {@code CASE:FILE:FILE}. */
    private static Optional<String> value(
            String caseId, RunsOfCase.OneRun run, List<Artifact> evidence, Map<String, String> kept) {
        if (run.artifacts().size() == evidence.size()) {
            return Optional.of(caseId);
        }
        var names = run.artifacts().stream().map(Artifact::name).toList();
        return kept.keySet().containsAll(names)
                ? Optional.of(caseId
                        + names.stream().map(name -> ":" + kept.get(name)).collect(Collectors.joining()))
                : Optional.empty();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
