package dev.perfadvisor.engine.assistant;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.Comparisons;
import dev.perfadvisor.engine.assistant.grounding.Ledger;
import dev.perfadvisor.engine.compare.Run;
import dev.perfadvisor.engine.evidence.Gathered;
import dev.perfadvisor.engine.loadgen.LoadKind;
import dev.perfadvisor.engine.loadgen.LoadTestScript;
import dev.perfadvisor.engine.loadgen.Tool;
import dev.perfadvisor.engine.model.Band;
import dev.perfadvisor.engine.model.CachingAdvice;
import dev.perfadvisor.engine.model.Comparison;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.render.Document;
import dev.perfadvisor.engine.store.Baseline;
import java.util.List;
import java.util.Optional;

/** Rules and tables of an advisor, and how it reads and compares runs. */
public record Library(Advisor advisor) implements Ledger.Library {

    @Override
    public List<Band> bands() {
        return advisor.decisionTable();
    }

    @Override
    public List<CachingAdvice> cachingTable() {
        return advisor.cachingTable();
    }

    @Override
    public List<String> ruleIds() {
        return advisor.ruleIds();
    }

    @Override
    public Optional<Sheet> sheet(String rule) {
        return advisor.rule(rule).map(page -> new Sheet(page.title(), meaning(page)));
    }

    @Override
    public LoadTestScript loadTest(LoadKind kind, Tool tool, Result from) {
        return advisor.loadTest(kind, tool, from);
    }

    @Override
    public Run run(String label, Gathered evidence) {
        return new Comparisons(advisor).run(label, evidence);
    }

    @Override
    public Run run(String label, List<Given> evidence, Progress progress) {
        return new Comparisons(advisor).run(label, advisor.read(evidence, progress));
    }

    @Override
    public List<Run> runs(Baseline baseline) {
        return new Comparisons(advisor).runs(baseline);
    }

    @Override
    public Comparison compare(List<Run> base, List<Run> candidate) {
        return new Comparisons(advisor).compare(base, candidate);
    }

    /** The paragraph under the heading that says what it means. */
    private static String meaning(Document page) {
        var blocks = page.blocks();
        for (int i = 0; i + 1 < blocks.size(); i++) {
            if (blocks.get(i) instanceof Document.Heading(var _, var _, var id)
                    && id.equals("meaning")
                    && blocks.get(i + 1) instanceof Document.Paragraph(var text)) {
                return text;
            }
        }
        return "";
    }
}
