package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.slowquery.SqlTokens.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the one statement that stands for many of a run: by a list of keys, and as a join with the statement that the
 * run follows, where that one selects the key.
 */
final class BatchRewrite {

    private BatchRewrite() {}

    static String of(Advice.Case statement) {
        var tokens = statement.tokens();
        int equal = keyComparison(tokens);
        int from = tokens.outermost(Keyword.FROM, 0);
        if (equal < 0
                || from < 0
                || statement.shape().limited()
                || statement.shape().aggregates()) {
            return "";
        }
        String key = SqlTokens.unquoted(tokens.at(equal - 1).text());
        boolean selects = statement.shape().selectStar() || selected(tokens).containsKey(key);
        String list = tokens.text(1, from - 1);
        String batch = "select " + (selects ? list : qualified(tokens, equal - 1) + ", " + list) + " "
                + tokens.text(from, equal - 1) + (statement.postgres() ? " = any(?)" : " in (?, ?, ...)")
                + (equal + 2 < tokens.size() ? " " + tokens.text(equal + 2, tokens.size() - 1) : "");
        String join = join(statement, key, list);
        return batch + (join.isEmpty() ? "" : "\n-- or, with the statement before it, in one:\n" + join);
    }

    /** The equal sign of the only comparison {@code key = ?}; -1 when there are none or several. */
    private static int keyComparison(SqlTokens tokens) {
        int found = -1;
        for (int i = tokens.outermost(Keyword.WHERE, 0); i >= 0 && i < tokens.size(); i++) {
            boolean compares = tokens.at(i).depth() == 0
                    && tokens.at(i).is("=")
                    && tokens.at(i - 1).isName()
                    && tokens.at(i + 1).isValue()
                    && !tokens.at(i + 2).is("::");
            if (compares && found >= 0) {
                return -1;
            }
            found = compares ? i : found;
        }
        return found;
    }

    private static String qualified(SqlTokens tokens, int i) {
        return tokens.at(i - 1).is(".") ? tokens.text(i - 2, i) : tokens.at(i).text();
    }

    private static String join(Advice.Case statement, String key, String list) {
        String parent = statement.parentFingerprint();
        if (!parent.startsWith("select ") || statement.shape().tables().size() != 1) {
            return "";
        }
        var parentTokens = SqlTokens.of(parent, !statement.postgres());
        String table = statement.shape().tables().getFirst().name();
        String parentTable = SqlTokens.unquoted(
                parentTokens.at(parentTokens.outermost(Keyword.FROM, 0) + 1).text());
        String parentKey = parentKey(selected(parentTokens), parentTable, key, table);
        return parentKey == null
                ? ""
                : "select p.*, " + prefixed(list, "c") + " from (" + parent + ") p left join "
                        + Identifier.quoted(table, statement.dialect()) + " c on c."
                        + Identifier.quoted(key, statement.dialect()) + " = p." + parentKey;
    }

    private static String prefixed(String list, String alias) {
        var names = new ArrayList<String>();
        for (String item : list.split(", ", -1)) {
            boolean plain = item.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '*');
            names.add(plain ? alias + "." + item : item);
        }
        return String.join(", ", names);
    }

    /** The column of the parent by which its rows were looked up one by one; null when it selects none that fits. */
    private static @Nullable String parentKey(
            Map<String, String> parent, String parentTable, String key, String table) {
        boolean refersToParent = key.equals(singular(parentTable) + "_id") || key.equals(parentTable + "_id");
        var candidates = key.equals("id")
                ? List.of(singular(table) + "_id", table + "_id")
                : refersToParent ? List.of("id") : List.of(key);
        return candidates.stream().filter(parent::containsKey).findFirst().orElse(null);
    }

    private static String singular(String table) {
        return table.endsWith("ies")
                ? table.substring(0, table.length() - 3) + "y"
                : table.endsWith("s") ? table.substring(0, table.length() - 1) : table;
    }

    /** Plain columns that a statement selects, by the name that the result gives them. */
    private static Map<String, String> selected(SqlTokens tokens) {
        var names = new LinkedHashMap<String, String>();
        int from = tokens.outermost(Keyword.FROM, 0);
        for (int i = 1; i < from; i++) {
            Token token = tokens.at(i);
            boolean ends = tokens.at(i + 1).is(",") || i + 1 == from;
            if (token.depth() == 0 && token.isName() && ends) {
                String name = SqlTokens.unquoted(token.text());
                names.put(name, name);
            }
        }
        return names;
    }
}
