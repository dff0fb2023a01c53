package dev.perfadvisor.shell.session;

import java.util.ArrayList;
import java.util.List;

/** The words of a line. Quotes, single or double, and backslashes keep spaces inside a word. */
final class Words {

    private static final char NONE = 0;

    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private char quote = NONE;

    private Words(String line) {
        this.line = line;
    }

    static List<String> of(String line) {
        return new Words(line).split();
    }

    private List<String> split() {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
                i++;
                take(line.charAt(i));
            } else if (quote != NONE) {
                inQuotes(c);
            } else if (c == '"' || (c == '\'' && !inWord)) {
                // An apostrophe inside a word is one: the service isn't slow.
                quote = c;
                inWord = true;
            } else if (Character.isWhitespace(c)) {
                end();
            } else {
                take(c);
            }
        }
        end();
        return List.copyOf(words);
    }

    private void inQuotes(char c) {
        if (c == quote) {
            quote = NONE;
        } else {
            take(c);
        }
    }

    private void take(char c) {
        word.append(c);
        inWord = true;
    }

    private void end() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }
}
