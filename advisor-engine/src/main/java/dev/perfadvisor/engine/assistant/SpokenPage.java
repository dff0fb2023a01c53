package dev.perfadvisor.engine.assistant;

import dev.perfadvisor.engine.assistant.Spoken.Status;
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
        blocks.add(new Folded("How this answer came about", about(spoken)));
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

    private static String budget(Spoken.Budget budget) {
        var limits = budget.limits();
        var money = budget.caseCost() == null
                ? ""
                : String.format(Locale.ROOT, " and cost %.4f", budget.caseCost())
                        + (limits.cost() > 0 ? String.format(Locale.ROOT, " of at most %.4f", limits.cost()) : "");
        return "A message may take %d requests, %d tokens and %s. The case has taken %d of its %d tokens%s."
                .formatted(
                        limits.rounds(),
                        limits.tokens(),
                        Figures.seconds(limits.message().toMillis() / 1e3),
                        budget.caseTokens(),
                        limits.caseTokens(),
                        money);
    }

    private static List<Block> about(Spoken spoken) {
        var grounding = spoken.grounding();
        var usage = spoken.usage();
        var blocks = new ArrayList<Block>();
        blocks.add(new Paragraph(
                "Grounding %s: %d claims, %d cited, %d verified%s%s. %d requests, %d tokens in and %d out%s, %s%s."
                        .formatted(
                                grounding.status().id(),
                                grounding.claims(),
                                grounding.cited(),
                                grounding.verified(),
                                grounding.retried() ? ", corrected once" : "",
                                grounding.fellBack() ? ", fell back" : "",
                                usage.requests(),
                                usage.inputTokens(),
                                usage.outputTokens(),
                                usage.estimated() ? " (estimated)" : "",
                                Figures.seconds(usage.time().toNanos() / 1e9),
                                usage.cost() == null ? "" : String.format(Locale.ROOT, ", cost %.4f", usage.cost()))));
        blocks.add(new Paragraph(budget(usage.budget())));
        if (!spoken.replaced().isEmpty()) {
            blocks.add(new Paragraph("Taken out of what was sent to the provider:"));
            blocks.add(new Items(spoken.replaced().stream()
                    .map(one -> new Item(Mark.BULLET, one.name(), one.original()))
                    .toList()));
        }
        return blocks;
    }
}
