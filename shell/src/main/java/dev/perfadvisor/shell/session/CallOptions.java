package dev.perfadvisor.shell.session;

import dev.perfadvisor.engine.render.Format;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The options that go with every command, taken out of its words.
 *
 * @param manner what they say
 * @param rest the other words
 * @param given whether there were any
 * @param wrong what is the matter with them; empty when nothing is
 */
public record CallOptions(Manner manner, List<String> rest, boolean given, String wrong) {

    /** What can be said with every command. {@code --quiet} is heard, and a session has no remarks to leave out. */
    public static final List<String> NAMES = List.of("--format", "--full", "--quiet");

    /** Takes them out. */
    public static CallOptions of(List<String> words) {
        var rest = new ArrayList<String>();
        Format format = null;
        boolean full = false;
        var wrong = "";
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            switch (word) {
                case "--full" -> full = true;
                case "--quiet" -> {}
                case "--format" -> {
                    i++;
                    format = Format.of(i < words.size() ? words.get(i) : "").orElse(null);
                    wrong = format == null ? "--format takes one of " + formats() + "." : wrong;
                }
                default -> rest.add(word);
            }
        }
        return new CallOptions(new Manner(format, full), List.copyOf(rest), rest.size() < words.size(), wrong);
    }

    private static String formats() {
        return Arrays.stream(Format.values()).map(Format::id).collect(Collectors.joining(", "));
    }
}
