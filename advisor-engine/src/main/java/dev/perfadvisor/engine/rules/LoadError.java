package dev.perfadvisor.engine.rules;

import java.util.Comparator;

/**
 * Something wrong in a rule file.
 *
 * @param file as the user knows it
 * @param line counted from 1
 * @param column where what is wrong begins in that line, counted from 1
 * @param message what is wrong and, where it can be told, what was meant
 */
public record LoadError(String file, int line, int column, String message) implements Comparable<LoadError> {

    private static final Comparator<LoadError> PLACES = Comparator.comparing(LoadError::file)
            .thenComparingInt(LoadError::line)
            .thenComparingInt(LoadError::column);

    @Override
    public int compareTo(LoadError other) {
        return PLACES.compare(this, other);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
