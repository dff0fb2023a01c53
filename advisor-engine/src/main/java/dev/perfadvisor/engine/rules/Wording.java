package dev.perfadvisor.engine.rules;

import java.util.List;
import java.util.stream.Stream;

/**
 * How users put it: one file of {@code wordings/}.
 *
 * @param causes what it is when they say so; several where the words can not tell, none where they speak of something else
 *     than performance
 * @param says sentences, one a line: kept as one text, as they are only taken apart once somebody says something
 */
public record Wording(List<String> causes, String says) {

    public Stream<String> sentences() {
        return says.lines().map(String::strip).filter(line -> !line.isEmpty());
    }
}
