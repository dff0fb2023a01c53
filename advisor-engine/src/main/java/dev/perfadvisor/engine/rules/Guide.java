package dev.perfadvisor.engine.rules;

import java.util.List;

/**
 * The answer to a question of practice, which needs no evidence, as {@code guides.yaml} describes it.
 *
 * @param asks such questions in users' words
 * @param answer in two or three sentences
 * @param points what to do, and what to choose by
 * @param rows ids of the rows of the caching table that bear on it
 * @param measure how to see that it works
 * @param command that measures it; may be empty
 * @param source where the figures come from; {@code EXP} is practice
 */
public record Guide(
        String id,
        String title,
        List<String> asks,
        String answer,
        List<String> points,
        List<String> rows,
        String measure,
        String command,
        String source) {}
