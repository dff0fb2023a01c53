package dev.perfadvisor.engine.rules;

/**
 * Something wrong in a rule file.
 *
 * @param file as the user knows it
 * @param line counted from 1
 * @param message what is wrong and, where it can be told, what was meant
 */
public record LoadError(String file, int line, String message) implements Comparable<LoadError> {

    @Override
    public int compareTo(LoadError other) {
        int byFile = file.compareTo(other.file);
        return byFile != 0 ? byFile : Integer.compare(line, other.line);
    }

    @Override
    public String toString() {
        return file + ":" + line + ": " + message;
    }
}
