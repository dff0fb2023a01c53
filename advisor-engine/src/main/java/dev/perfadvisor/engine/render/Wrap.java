package dev.perfadvisor.engine.render;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Breaking of text into lines. */
final class Wrap {

    /** Bars of a sparkline, and what stands for each where there is ASCII only. */
    private static final String BARS = "▁▂▃▄▅▆▇█";

    private static final String ASCII_BARS = ".:-=+*#@";

    /** Columns that are used even where fewer are to be had. */
    static final int LEAST = 8;

    private Wrap() {}

    /** Lines of at most {@code width} columns, broken at spaces, and inside a word only where one is longer. */
    static List<String> lines(String text, int width) {
        int room = Math.max(LEAST, width);
        var lines = new ArrayList<String>();
        for (var paragraph : text.replace('\t', ' ').split("\n", -1)) {
            var line = new StringBuilder();
            for (var word : paragraph.split(" ", -1)) {
                var rest = word;
                if (!line.isEmpty() && width(line.toString()) + 1 + width(rest) > room) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                while (width(rest) > room) {
                    int cut = rest.offsetByCodePoints(0, Math.min(room, rest.codePointCount(0, rest.length())));
                    lines.add(rest.substring(0, cut));
                    rest = rest.substring(cut);
                }
                line.append(line.isEmpty() ? "" : " ").append(rest);
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** Columns of the longest word. */
    static int longestWord(String text) {
        return Arrays.stream(text.split("\\s", -1)).mapToInt(Wrap::width).max().orElse(0);
    }

    static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The nearest text in ASCII. */
    static String ascii(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKD);
        var ascii = new StringBuilder();
        plain.codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(c -> {
                    int bar = BARS.indexOf(c);
                    if (c < 128) {
                        ascii.appendCodePoint(c);
                    } else if (bar >= 0) {
                        ascii.append(ASCII_BARS.charAt(bar));
                    } else {
                        ascii.append('?');
                    }
                });
        return ascii.toString();
    }
}
