package dev.perfadvisor.engine.assistant;

import dev.perfadvisor.engine.assistant.grounding.Claim;
import dev.perfadvisor.engine.render.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Claims from what a model writes: {@code {"claims": [{"text": "...", "cites": ["cause:db.missing-index"]}]}}, with or
 * without a fence around it; else each line is a claim, with its citations in square brackets behind it.
 */
final class AnswerReader {

    private static final int MOST_CLAIMS = 40;

    // The statement takes 26.7 ms. [finding:sql.seq-scan-plan/1, fact:sql.statements[0].mean]
    private static final Pattern CITES = Pattern.compile("\\[((?:[a-z]+:[^\\s,]+)(?:[,;]\\s*[a-z]+:[^\\s,]+)*)]");

    private static final Pattern MARKUP = Pattern.compile("^(?:[-*#>\\s]|\\d+[.)]\\s)+|\\*\\*|`");

    private AnswerReader() {}

    /** The claims, none when there are none to be found. */
    static List<Claim> read(String text) {
        var claims = json(text);
        return claims.isEmpty() ? lines(text) : claims;
    }

    private static List<Claim> json(String text) {
        int open = text.indexOf('{');
        int close = text.lastIndexOf('}');
        if (open < 0 || close < open) {
            return List.of();
        }
        var claims = new ArrayList<Claim>();
        try {
            Json.mapper()
                    .readTree(text.substring(open, close + 1))
                    .path("claims")
                    .forEach(node -> claims.add(claim(node)));
        } catch (JacksonException e) {
            return List.of();
        }
        return claims.stream().limit(MOST_CLAIMS).toList();
    }

    private static Claim claim(JsonNode node) {
        var cites = new ArrayList<String>();
        node.path("cites").forEach(cite -> cites.add(cite.asString("").strip()));
        return new Claim(node.path("text").asString(""), cites);
    }

    private static List<Claim> lines(String text) {
        if (text.strip().startsWith("{")) {
            return List.of();
        }
        var claims = new ArrayList<Claim>();
        for (var line : text.lines().toList()) {
            var cites = new ArrayList<String>();
            var found = CITES.matcher(line);
            while (found.find()) {
                cites.addAll(List.of(found.group(1).split("[,;]\\s*")));
            }
            var said = MARKUP.matcher(CITES.matcher(line).replaceAll(""))
                    .replaceAll("")
                    .strip();
            if (!said.isEmpty() || !cites.isEmpty()) {
                claims.add(new Claim(said, cites));
            }
        }
        return claims.stream().limit(MOST_CLAIMS).toList();
    }
}
