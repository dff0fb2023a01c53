package dev.perfadvisor.engine.model;

/**
 * Something that can be done about a cause.
 *
 * @param what the change, in one sentence
 * @param effort how much work it is
 * @param risk what may break
 * @param gain what it brings and why
 * @param snippet statement, flag or code made for this case; empty when there is none
 * @param idea what remedies have in common that come to the same ({@code more-heap}), of which one is told; empty for one
 *     of its own
 */
public record Remedy(String what, Severity effort, Severity risk, String gain, String snippet, String idea) {

    /** What it costs to carry out, in work and in what may break: least first is the order to try remedies in. */
    public int trouble() {
        return effort.weight() + risk.weight();
    }

    /** Whether it comes to the same as another one: of two statements each has a change of its own. */
    public boolean isLike(Remedy other) {
        return (what.equals(other.what) && snippet.equals(other.snippet))
                || (!idea.isEmpty() && idea.equals(other.idea));
    }
}
