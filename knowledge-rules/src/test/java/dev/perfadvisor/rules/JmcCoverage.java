package dev.perfadvisor.rules;

import dev.perfadvisor.engine.render.Document;
import dev.perfadvisor.engine.render.Document.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmc.flightrecorder.rules.IRule;
import org.openjdk.jmc.flightrecorder.rules.RuleRegistry;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The rules of JDK Mission Control beside ours.
 *
 * @param rows by the id of JMC's rule
 */
record JmcCoverage(TreeMap<String, Row> rows) {

    private static final Path FILE = Path.of("src/main/resources/coverage/jmc.yaml");

    /**
     * One of JMC's rules.
     *
     * @param rules of ours that find the same; empty when there is a reason why not
     * @param difference what is different here
     */
    record Row(List<String> rules, String reason, String difference) {}

    static JmcCoverage load() throws IOException {
        var rows = new TreeMap<String, Row>();
        for (var item : (List<?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(FILE))) {
            var row = (Map<?, ?>) item;
            var rules = row.get("rules") instanceof List<?> named
                    ? named.stream().map(String::valueOf).toList()
                    : List.<String>of();
            var before = rows.put(text(row, "jmc"), new Row(rules, text(row, "reason"), text(row, "difference")));
            if (before != null) {
                throw new IllegalStateException(text(row, "jmc") + " comes twice in " + FILE);
            }
        }
        return new JmcCoverage(rows);
    }

    private static String text(Map<?, ?> row, String key) {
        var value = row.get(key);
        return value == null ? "" : value.toString();
    }

    /** The rules that JMC itself lists, by topic. */
    static List<IRule> ofJmc() {
        return RuleRegistry.getRules().stream()
                .sorted(Comparator.comparing(IRule::getTopic).thenComparing(IRule::getId))
                .toList();
    }

    /** The page for people; names and topics are JMC's. */
    Document page() {
        var table = new ArrayList<List<String>>();
        for (var rule : ofJmc()) {
            var row = rows.getOrDefault(rule.getId(), new Row(List.of(), "", ""));
            table.add(List.of(
                    rule.getTopic(),
                    rule.getName(),
                    row.rules.isEmpty() ? "none" : String.join(", ", row.rules),
                    row.rules.isEmpty() ? row.reason : row.difference));
        }
        long found = rows.values().stream().filter(row -> !row.rules.isEmpty()).count();
        List<Block> blocks = List.of(
                new Document.Paragraph("%d of the %d rules of JDK Mission Control 9.1.2 have an equivalent here."
                        .formatted(found, table.size())),
                new Document.Table(
                        List.of("Topic", "Rule of JMC", "Found here by", "What is different, or why not"),
                        table,
                        List.of()));
        return new Document("JDK Mission Control's rules", blocks);
    }
}
