package dev.perfadvisor.engine.assistant.grounding;

import java.util.List;

/**
 * Something that an answer can cite.
 *
 * @param id unique in a case: {@code cause:db.missing-index}, {@code finding:sql.seq-scan-plan/1}, {@code
 *     fact:sql.statements[0].mean}
 * @param kind what stands before the colon
 * @param subject what the sentences are about
 * @param sentences what can be said with it; each is true of the subject by itself, a text of several from its beginning
 * @param exact figures behind the rounded ones in the sentences, in their base units
 * @param see ids of what it rests on
 */
public record Citable(
        String id, String kind, Subject subject, List<String> sentences, List<Figure> exact, List<String> see) {

    public Citable {
        sentences = List.copyOf(sentences);
        exact = List.copyOf(exact);
        see = List.copyOf(see);
    }

    /** Sentences without figures behind them. */
    static Citable of(String id, String... sentences) {
        return new Citable(id, kind(id), Subject.NONE, List.of(sentences), List.of(), List.of());
    }

    static String kind(String id) {
        return id.substring(0, Math.max(0, id.indexOf(':')));
    }
}
