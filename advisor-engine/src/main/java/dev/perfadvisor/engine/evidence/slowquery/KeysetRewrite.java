package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.slowquery.StatementShape.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a statement that pages by OFFSET so that it goes on after the last row of the page before. */
final class KeysetRewrite {

    private KeysetRewrite() {}

    static String of(Advice.Case statement) {
        var tokens = statement.tokens();
        int orderBy = tokens.outermost(Keyword.ORDER, 0);
        int limit = tokens.outermost(Keyword.LIMIT, Math.max(0, orderBy));
        int offset = tokens.outermost(Keyword.OFFSET, 0);
        boolean comma = limit >= 0 && tokens.at(limit + 2).is(",");
        boolean plain = tokens.outermost(Keyword.UNION, 0) < 0
                && statement.shape().groups().isEmpty()
                && !statement.shape().ordering().isEmpty();
        if (orderBy < 0 || !plain || (offset < 0 && !comma)) {
            return "";
        }
        int where = tokens.outermost(Keyword.WHERE, 0);
        int tail = Math.min(limit < 0 ? tokens.size() : limit, offset < 0 ? tokens.size() : offset);
        var order = unique(statement.shape().ordering());
        var out = new StringBuilder();
        if (where < 0) {
            out.append(tokens.text(0, orderBy - 1)).append(" where ");
        } else {
            boolean alternatives = hasOr(tokens, where, orderBy);
            out.append(tokens.text(0, where))
                    .append(alternatives ? " (" : " ")
                    .append(tokens.text(where + 1, orderBy - 1))
                    .append(alternatives ? ") and " : " and ");
        }
        out.append(after(order, statement.postgres())).append(' ').append(tokens.text(orderBy, tail - 1));
        var last = statement.shape().ordering().getLast();
        if (order.size() > statement.shape().ordering().size()) {
            out.append(", ").append(name(order.getLast())).append(last.descending() ? " desc" : "");
        }
        out.append(" limit ?");
        return out + "\n-- the values are " + names(order)
                + " of the last row shown; the first page leaves the condition out; id stands for a unique column";
    }

    private static boolean hasOr(SqlTokens tokens, int from, int to) {
        int or = tokens.outermost(Keyword.OR, from);
        return or >= 0 && or < to;
    }

    /** The order made unique, so that no row is skipped between pages. */
    private static List<Order> unique(List<Order> order) {
        boolean unique = order.stream().anyMatch(item -> item.column().name().equals("id"));
        if (unique) {
            return order;
        }
        var more = new ArrayList<>(order);
        var last = order.getLast();
        more.add(new Order(new StatementShape.Column(last.column().qualifier(), "id"), last.descending()));
        return List.copyOf(more);
    }

    /** Rows compare as a whole when all go one way; only PostgreSQL finds their place in an index then. */
    private static String after(List<Order> order, boolean postgres) {
        boolean oneWay = order.stream().map(Order::descending).distinct().count() == 1;
        if (order.size() == 1) {
            return step(order.getFirst());
        }
        if (oneWay && postgres) {
            return "(" + names(order) + ") " + (order.getFirst().descending() ? "<" : ">") + " ("
                    + order.stream().map(_ -> "?").collect(Collectors.joining(", ")) + ")";
        }
        var ways = new ArrayList<String>();
        for (int i = 0; i < order.size(); i++) {
            var same = order.subList(0, i).stream().map(item -> name(item) + " = ? and ");
            String way = same.collect(Collectors.joining()) + step(order.get(i));
            ways.add(i == 0 ? way : "(" + way + ")");
        }
        return "(" + String.join(" or ", ways) + ")";
    }

    private static String step(Order order) {
        return name(order) + (order.descending() ? " < ?" : " > ?");
    }

    private static String names(List<Order> order) {
        return order.stream().map(KeysetRewrite::name).collect(Collectors.joining(", "));
    }

    private static String name(Order order) {
        String qualifier = order.column().qualifier();
        return qualifier.isEmpty()
                ? order.column().name()
                : qualifier + "." + order.column().name();
    }
}
