package dev.perfadvisor.engine.assistant;

import dev.perfadvisor.engine.assistant.Spoken.Status;
import dev.perfadvisor.engine.assistant.tools.Redactor;
import dev.perfadvisor.engine.conversation.Reply;
import dev.perfadvisor.engine.conversation.ReplyPage;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.render.Document;
import dev.perfadvisor.engine.render.Document.Block;
import dev.perfadvisor.engine.render.Document.Folded;
import dev.perfadvisor.engine.render.Document.Item;
import dev.perfadvisor.engine.render.Document.Items;
import dev.perfadvisor.engine.render.Document.Mark;
import dev.perfadvisor.engine.render.Document.Paragraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** An answer as something to read: what was said with its citations, then the answer without a model where it is needed. */
public final class SpokenPage {

    /** More of what was taken out than that is folded away. */
    private static final int MOST_OPEN = 12;

    private SpokenPage() {}

    /** The document of an answer. */
    public static Document of(Spoken spoken) {
        var blocks = new ArrayList<Block>();
        if (!spoken.claims().isEmpty()) {
            blocks.add(new Items(spoken.claims().stream()
                    .map(claim -> new Item(Mark.BULLET, claim.text(), "[" + String.join(", ", claim.cites()) + "]"))
                    .toList()));
        }
        if (!spoken.sources().isEmpty()) {
            blocks.add(new Paragraph("Where this is from:"));
            blocks.add(new Items(spoken.sources().stream()
                    .map(source -> new Item(Mark.BULLET, "[" + source.id() + "] " + source.where(), ""))
                    .toList()));
        }
        if (spoken.fault() != null) {
            blocks.add(new Paragraph(spoken.fault().text()
                    + (spoken.claims().isEmpty()
                            ? " This is the advisor's own answer:"
                            : " The advisor's own answer to all of it:")));
        }
        if (spoken.grounding().status() == Status.VERIFIED) {
            verdict(spoken).ifPresent(blocks::add);
            blocks.addAll(ReplyPage.question(spoken.reply()));
        } else {
            blocks.addAll(ReplyPage.of(spoken.reply()).blocks());
        }
        blocks.add(new Paragraph(grounding(spoken.grounding()) + " " + took(spoken.usage())));
        blocks.addAll(replaced(spoken.replaced()));
        return new Document("Answer", List.copyOf(blocks));
    }

    /** A model that leaves out the main thing says nothing false, and misleads: then it is said beside. */
    private static Optional<Block> verdict(Spoken spoken) {
        if (!(spoken.reply() instanceof Reply.Diagnosed diagnosed)) {
            return Optional.empty();
        }
        var diagnosis = diagnosed.result().diagnosis();
        var main = Stream.concat(
                        Stream.of("verdict:1"),
                        diagnosis.causes().stream().limit(1).map(cause -> "cause:" + cause.id()))
                .toList();
        boolean said = spoken.claims().stream()
                .anyMatch(claim -> claim.cites().stream().anyMatch(main::contains));
        return said ? Optional.empty() : Optional.of(new Paragraph("The verdict: " + diagnosis.verdict()));
    }

    private static String grounding(Spoken.Grounding grounding) {
        return "Grounding %s: %d claims, %d cited, %d verified%s%s."
                .formatted(
                        grounding.status().id(),
                        grounding.claims(),
                        grounding.cited(),
                        grounding.verified(),
                        grounding.retried() ? ", corrected once" : "",
                        grounding.fellBack() ? ", fell back" : "");
    }

    /** What was taken, of what may be taken. */
    private static String took(Spoken.Usage usage) {
        var budget = usage.budget();
        var limits = budget.limits();
        var message = "The message took %d of %d requests, %d of %d tokens (%d in, %d out%s) and %s of %s%s."
                .formatted(
                        usage.requests(),
                        limits.rounds(),
                        usage.tokens(),
                        limits.tokens(),
                        usage.inputTokens(),
                        usage.outputTokens(),
                        usage.estimated() ? ", estimated" : "",
                        Figures.seconds(usage.time().toNanos() / 1e9),
                        Figures.seconds(limits.message().toMillis() / 1e3),
                        usage.cost() == null ? "" : String.format(Locale.ROOT, ", and cost %.4f", usage.cost()));
        var cost = budget.caseCost() == null
                ? ""
                : String.format(Locale.ROOT, ", and has cost %.4f", budget.caseCost())
                        + (limits.cost() > 0 ? String.format(Locale.ROOT, " of at most %.4f", limits.cost()) : "");
        return message
                + " The case has taken %d of %d tokens%s.".formatted(budget.caseTokens(), limits.caseTokens(), cost);
    }

    private static List<Block> replaced(List<Redactor.Replaced> replaced) {
        if (replaced.isEmpty()) {
            return List.of();
        }
        var title = "Taken out of what was sent to the provider";
        var items = new Items(replaced.stream()
                .map(one -> new Item(Mark.BULLET, one.name() + " for " + one.original(), ""))
                .toList());
        return replaced.size() > MOST_OPEN
                ? List.of(new Folded(title + ", " + replaced.size() + " texts", List.of(items)))
                : List.of(new Paragraph(title + ":"), items);
    }
}
