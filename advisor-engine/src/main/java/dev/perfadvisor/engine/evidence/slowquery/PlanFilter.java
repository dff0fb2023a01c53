package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.slowquery.SqlLexer.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads conditions as PostgreSQL prints them in plans: {@code ((id)::numeric = '5'::numeric)}. */
final class PlanFilter {

    private static final Set<String> WORDS = Set.of(
            "AND",
            "OR",
            "NOT",
            "ANY",
            "ALL",
            "IS",
            "NULL",
            "true",
            "false",
            "SubPlan",
            "InitPlan",
            "hashed",
            "alternatives",
            "returns",
            "COLLATE",
            "DISTINCT",
            "FROM",
            "TRUE",
            "FALSE",
            "UNKNOWN",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "END");

    private static final Pattern TEXT_VALUE = Pattern.compile("'(?:[^']|'')*'");

    private PlanFilter() {}

    private record Token(Kind kind, String text) {}

    /** The columns in a condition, without their tables. */
    static List<String> columns(String filter) {
        var tokens = tokens(filter);
        var columns = new LinkedHashSet<String>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean name = token.kind() == Kind.QUOTED || (token.kind() == Kind.WORD && !WORDS.contains(token.text()));
            String before = i == 0 ? "" : tokens.get(i - 1).text();
            String after = i + 1 == tokens.size() ? "" : tokens.get(i + 1).text();
            boolean typeWord = before.equals("::") || (i > 1 && isTypeTail(token.text()));
            if (name && !typeWord && !after.equals("(") && !after.equals(".")) {
                columns.add(token.text().replace("\"", "").replace("`", ""));
            }
        }
        return List.copyOf(columns);
    }

    /** Words after the first one of types such as {@code timestamp without time zone}. */
    private static boolean isTypeTail(String word) {
        return switch (word) {
            case "without", "with", "time", "zone", "varying", "precision" -> true;
            default -> false;
        };
    }

    /** A cast of a column to anything but text, which strings convert to for free; null when there is none. */
    static @Nullable String castOnColumn(String filter) {
        var tokens = tokens(filter);
        for (int i = 0; i + 4 < tokens.size(); i++) {
            boolean cast = tokens.get(i).text().equals("(")
                    && tokens.get(i + 1).kind() == Kind.WORD
                    && tokens.get(i + 2).text().equals(")")
                    && tokens.get(i + 3).text().equals("::")
                    && (i == 0 || !tokens.get(i - 1).kind().equals(Kind.WORD));
            String type = tokens.get(i + 4).text();
            if (cast && !type.equals("text") && !type.equals("bpchar")) {
                return "(" + tokens.get(i + 1).text() + ")::" + type;
            }
        }
        return null;
    }

    private static List<Token> tokens(String filter) {
        byte[] bytes = filter.getBytes(StandardCharsets.UTF_8);
        var lexer = new SqlLexer();
        lexer.reset(bytes, 0, bytes.length, false);
        var tokens = new ArrayList<Token>();
        while (lexer.next() != Kind.END) {
            tokens.add(new Token(
                    lexer.kind(),
                    new String(bytes, lexer.start(), lexer.end() - lexer.start(), StandardCharsets.UTF_8)));
        }
        return tokens;
    }

    /** The condition with its texts as {@code ?}. */
    static String redacted(String condition) {
        return TEXT_VALUE.matcher(condition).replaceAll("?");
    }

    /** The condition with all values in it as {@code ?}. */
    static String withoutValues(String condition) {
        byte[] bytes = condition.getBytes(StandardCharsets.UTF_8);
        var lexer = new SqlLexer();
        lexer.reset(bytes, 0, bytes.length, false);
        var text = new StringBuilder();
        int at = 0;
        while (lexer.next() != Kind.END) {
            boolean value = lexer.kind() == Kind.STRING || lexer.kind() == Kind.NUMBER;
            int end = value ? lexer.start() : lexer.end();
            text.append(new String(bytes, at, end - at, StandardCharsets.UTF_8)).append(value ? "?" : "");
            at = lexer.end();
        }
        return text.append(new String(bytes, at, bytes.length - at, StandardCharsets.UTF_8))
                .toString();
    }
}
