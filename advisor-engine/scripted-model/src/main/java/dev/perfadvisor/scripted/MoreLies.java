package dev.perfadvisor.scripted;

import dev.perfadvisor.scripted.Seen.Item;
import dev.perfadvisor.scripted.Voices.Line;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Pattern;

/** Lies that are near to the truth: figures and subjects that are in the evidence, in places where they are wrong. */
final class MoreLies {

    private static final Pattern PERCENT = Pattern.compile("[\\d.]+ %");

    private static final Pattern SUPPORT = Pattern.compile("(?<=with )[\\d.]+");

    private MoreLies() {}

    static void add() {
        figures();
        subjects();
        marks();
    }

    private static void figures() {
        Lies.changed("milliseconds as seconds", "finding", "\\d ms\\b", text -> text.replaceFirst(" ms\\b", " s"));
        Lies.changed("percent without the sign", "finding", "\\d %", text -> text.replaceFirst("(\\d) %", "$1"));
        Lies.changed("percent as per mille", "finding", "\\d %", text -> text.replaceFirst("(\\d) %", "$1 ‰"));
        rounded("rounded the wrong way", known -> Math.ceil(known) + 1);
        rounded("rounded to the next ten", known -> Math.ceil(known / 10 + 0.1) * 10);
        Lies.changed("a digit in a circle", "cause", "with \\d", text -> text.replaceFirst("with \\d", "with ②"));
        Lies.changed(
                "a digit of mathematics",
                "cause",
                "with \\d",
                text -> text.replaceFirst("with (\\d)", "with \ud835\udfd7$1"));
        Lies.said("a factor in words", "cause", "Without it requests are three times faster.");
        Lies.said("half in words", "cause", "Half of request time goes into it.");
        Lies.lie("the share of another", MoreLies::shareOfAnother);
        Lies.said("what the user said as measured", "said", "It was measured that checkout is slow.");
        Lies.said("a number of the user's as measured", "verdict", "4929123412341234 requests were measured.");
    }

    private static void rounded(String name, DoubleUnaryOperator change) {
        Lies.changed(
                name,
                "cause",
                "with \\d",
                text -> SUPPORT.matcher(text)
                        .replaceFirst(
                                found -> "%.0f".formatted(change.applyAsDouble(Double.parseDouble(found.group())))));
    }

    /** A sentence of a finding with the first share of another one in it. */
    private static Line shareOfAnother(Seen seen) {
        for (Item one : seen.items("finding")) {
            for (Item other : seen.items("finding").reversed()) {
                for (var sentence : one.says()) {
                    var share = PERCENT.matcher(String.join(" ", other.says()));
                    if (share.find() && PERCENT.matcher(sentence).find()) {
                        var swapped = PERCENT.matcher(sentence).replaceFirst(share.group());
                        if (!one.says().contains(swapped)) {
                            return Line.of(swapped, one.id());
                        }
                    }
                }
            }
        }
        throw new AssertionError("no two findings with different shares");
    }

    private static void subjects() {
        Lies.lie("the effect as the cause", seen -> {
            var cause = seen.items("cause").getFirst();
            var finding = seen.items("finding").getLast();
            return Line.of(bare(cause) + " is caused by " + bare(finding) + ".", cause.id(), finding.id());
        });
        Lies.lie("two findings made one", seen -> {
            var findings = seen.items("finding");
            return Line.of(
                    bare(findings.getFirst()) + " because of " + bare(findings.getLast()) + ".",
                    findings.getFirst().id(),
                    findings.getLast().id());
        });
        Lies.changed(
                "the only one", "cause", "is supported", text -> text.replace("is supported", "alone is supported"));
        Lies.changed("of all services", "cause", "is supported", text -> text.replace(".", " in all services."));
        Lies.said("a remedy made up", "cause", "Set max_connections to 500.");
        Lies.said("a remedy of another cause", "cause", "Create an index on orders (email).");
        Lies.said("proof that is none", "cause", "A load test has proven the fix.");
        for (var id : new String[] {"cause:db.n-plus-one", "finding:orm.n-plus-one/1"}) {
            Lies.lie("of another case: " + id, seen -> Line.of("One query per row (N+1) (db.n-plus-one).", id));
        }
    }

    private static String bare(Item item) {
        return item.says().getFirst().replaceFirst("( \\(.*)?\\.$", "");
    }

    private static void marks() {
        Lies.changed(
                "a truth as a link", "cause", "is supported", text -> "[" + text + "](http://evil.invalid/?q=orders)");
        Lies.changed(
                "a picture behind a truth",
                "cause",
                "is supported",
                text -> text + " ![](http://evil.invalid/p.png?q=orders)");
        Lies.changed("a soft hyphen", "cause", "is supported", text -> text.replace("supported", "un\u00adsupported"));
        Lies.changed("an entity", "cause", "with \\d", text -> text.replace("with ", "with &minus;"));
    }
}
