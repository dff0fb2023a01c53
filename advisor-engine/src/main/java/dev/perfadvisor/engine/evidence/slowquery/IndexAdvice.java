package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.slowquery.StatementShape.Column;
import dev.perfadvisor.engine.evidence.slowquery.StatementShape.Order;
import dev.perfadvisor.engine.evidence.slowquery.StatementShape.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes indexes for a statement: columns compared by equality first, then either the order (rows come sorted) or the
 * range (it narrows, and nothing after it can), each table by itself.
 */
final class IndexAdvice {

    private static final int MOST = 3;

    /** Reading fewer rows of the table by an index costs little. */
    private static final long MANY_ROWS = 100;

    private final Advice.Case statement;
    private final StatementShape shape;
    private final List<String> lines = new ArrayList<>();

    private IndexAdvice(Advice.Case statement) {
        this.statement = statement;
        this.shape = statement.shape();
    }

    static String of(Advice.Case statement) {
        return new IndexAdvice(statement).write();
    }

    private String write() {
        if (!statement.unusableIndex().isEmpty()) {
            return "-- index " + statement.unusableIndex() + " on " + statement.scannedTable()
                    + " exists and can not be used: bind the value with the type of the column";
        }
        for (Table table : tables()) {
            if (lines.size() < MOST) {
                add(table);
            }
        }
        if (lines.stream().noneMatch(line -> line.startsWith("CREATE"))) {
            return String.join("\n", lines);
        }
        String explained = statement.fingerprint().startsWith("(") ? "<the statement>" : statement.fingerprint();
        lines.add(
                statement.postgres()
                        ? "EXPLAIN (ANALYZE, BUFFERS) " + explained
                                + ";   -- with values for ?: must name the index, and remove few rows by filters"
                        : "EXPLAIN " + explained
                                + ";   -- with values for ?: key must name the index, and rows come near to those returned");
        return String.join("\n", lines);
    }

    /** The table that plans scan, else all of them. */
    private List<Table> tables() {
        if (statement.scannedTable().isEmpty()) {
            return shape.tables();
        }
        var scanned = shape.tables().stream()
                .filter(table -> lastPart(table.name()).equals(lastPart(statement.scannedTable())))
                .toList();
        return scanned.isEmpty()
                ? List.of(new Table(statement.scannedTable(), statement.scannedTable()))
                : List.of(scanned.getFirst());
    }

    private void add(Table table) {
        var equal = columns(shape.filters(), table);
        var ranges = columns(shape.ranges(), table);
        if (statement.leadingWildcard()) {
            shape.patterns().forEach(column -> ranges.remove(column.name()));
        }
        if (equal.isEmpty() && ranges.isEmpty()) {
            equal.addAll(joined(table));
        }
        boolean scanned = !statement.scannedTable().isEmpty();
        boolean nothing = equal.isEmpty() && ranges.isEmpty();
        if (nothing && scanned && shape.alternatives().isEmpty() && shape.functionOnColumn() == null) {
            equal.addAll(statement.scanColumns());
        }
        var constants = new IndexForms(statement.tokens(), shape, table).constants();
        if (equal.isEmpty()
                && ranges.isEmpty()
                && !constants.isEmpty()
                && !order(table).isEmpty()) {
            queue(table, constants);
        } else if (equal.isEmpty() && ranges.isEmpty()) {
            alternatives(table);
        } else {
            create(table, equal, ranges, constants);
        }
    }

    /** Rows in a state that is always the same, in an order: what waits to be worked off is few among what was. */
    private void queue(Table table, Map<String, String> constants) {
        var order = order(table);
        var columns = order.stream().map(item -> item.column().name()).toList();
        if (statement.postgres()) {
            lines.add(definition(table, columns, mixed(order), "", constants) + ";");
        } else {
            Set<String> all = new LinkedHashSet<>(constants.keySet());
            all.addAll(columns);
            index(table, List.copyOf(all), mixed(order));
        }
    }

    private void create(Table table, Set<String> equal, Set<String> ranges, Map<String, String> constants) {
        var order = order(table);
        boolean sorts = !order.isEmpty()
                && (ranges.isEmpty()
                        || ranges.contains(order.getFirst().column().name()));
        Set<String> columns = new LinkedHashSet<>(equal);
        if (sorts) {
            order.forEach(item -> columns.add(item.column().name()));
        } else {
            ranges.stream().limit(1).forEach(columns::add);
        }
        List<Order> directions = sorts ? mixed(order) : List.of();
        if (index(table, List.copyOf(columns), directions)) {
            partial(table, columns, directions, constants);
            covering(table, List.copyOf(columns), directions);
        }
    }

    /** MySQL has no index of some rows only. */
    private void partial(Table table, Set<String> columns, List<Order> directions, Map<String, String> constants) {
        var rest = columns.stream()
                .filter(column -> !constants.containsKey(column))
                .toList();
        if (statement.postgres() && !constants.isEmpty() && !rest.isEmpty()) {
            lines.add(
                    "-- or smaller, when few rows are so: " + definition(table, rest, directions, "", constants) + ";");
        }
    }

    private void covering(Table table, List<String> columns, List<Order> directions) {
        boolean unknown = statement.rows() < 0 && shape.aggregates();
        var more = new IndexForms(statement.tokens(), shape, table).included(columns);
        if (more.isEmpty() || (!unknown && statement.rows() < MANY_ROWS)) {
            return;
        }
        String why = unknown
                ? "-- or wider, when many rows match: "
                : "-- or wider, as a call reads " + Math.round(statement.rows()) + " rows: ";
        var all = new ArrayList<>(columns);
        all.addAll(more);
        String include = " INCLUDE (" + quoted(more, List.of()) + ")";
        String index = statement.postgres()
                ? definition(table, columns, directions, include, Map.of())
                : definition(table, all, directions, "", Map.of());
        lines.add(why + index + ";   -- answers from the index alone");
    }

    /** Rows come in both directions: the index has to name them. */
    private static List<Order> mixed(List<Order> order) {
        return order.stream().map(Order::descending).distinct().count() > 1 ? order : List.of();
    }

    /** OR: no single index serves both sides. */
    private void alternatives(Table table) {
        var columns = new LinkedHashSet<String>();
        shape.alternatives().stream()
                .filter(column -> shape.isOf(column, table))
                .forEach(column -> columns.add(column.name()));
        if (columns.size() > 1) {
            lines.add("-- one index for each side of OR: the server joins what both find");
        }
        columns.stream().limit(MOST).forEach(column -> index(table, List.of(column), List.of()));
    }

    /** Whether an index is to be made: none may be needed, or be there already. */
    private boolean index(Table table, List<String> columns, List<Order> directions) {
        if (columns.equals(List.of("id"))) {
            return false;
        }
        var covering = statement.indexes().covering(table.name(), columns);
        if (covering != null) {
            lines.add("-- " + covering.name() + " on " + covering.table() + " (" + String.join(", ", covering.columns())
                    + ") exists: a plan that scans all the same finds too many rows by it, compares another type, or"
                    + " has stale statistics (ANALYZE " + covering.table() + ")");
            return false;
        }
        lines.add(definition(table, columns, directions, "", Map.of()) + ";");
        var replaced = statement.indexes().replaced(table.name(), columns);
        if (replaced != null) {
            lines.add("-- takes the place of " + replaced.name() + " (" + String.join(", ", replaced.columns())
                    + "), which may be dropped then unless it is unique");
        }
        return true;
    }

    private String definition(
            Table table, List<String> columns, List<Order> directions, String include, Map<String, String> rows) {
        String where = rows.entrySet().stream()
                .map(entry -> Identifier.quoted(entry.getKey(), statement.dialect()) + " " + entry.getValue())
                .collect(Collectors.joining(" AND "));
        return (statement.postgres() ? "CREATE INDEX CONCURRENTLY " : "CREATE INDEX ")
                + Identifier.index(table.name(), String.join("_", columns)) + " ON "
                + Identifier.quoted(table.name(), statement.dialect()) + " (" + quoted(columns, directions) + ")"
                + include
                + (where.isEmpty() ? "" : " WHERE " + where);
    }

    private String quoted(List<String> columns, List<Order> directions) {
        return columns.stream()
                .map(column -> Identifier.quoted(column, statement.dialect()) + direction(column, directions))
                .collect(Collectors.joining(", "));
    }

    private static String direction(String column, List<Order> directions) {
        return directions.stream()
                .filter(order -> order.column().name().equals(column) && order.descending())
                .map(_ -> " DESC")
                .findFirst()
                .orElse("");
    }

    private Set<String> columns(List<Column> compared, Table table) {
        Set<String> names = new LinkedHashSet<>();
        for (Column column : compared) {
            boolean usable = !shape.alternatives().contains(column);
            if (usable && shape.isOf(column, table)) {
                names.add(column.name());
            }
        }
        return names;
    }

    /** Columns by which another table finds rows of this one. */
    private Set<String> joined(Table table) {
        Set<String> names = new LinkedHashSet<>();
        if (shape.tables().size() > 1) {
            for (var join : shape.joins()) {
                if (table.qualifies(join.left()) && !join.left().name().equals("id")) {
                    names.add(join.left().name());
                } else if (table.qualifies(join.right()) && !join.right().name().equals("id")) {
                    names.add(join.right().name());
                }
            }
        }
        return names;
    }

    /** The order, when all of its columns are of this table. */
    private List<Order> order(Table table) {
        boolean own = shape.groups().isEmpty()
                && shape.ordering().stream().allMatch(order -> shape.isOf(order.column(), table));
        return own ? shape.ordering() : List.of();
    }

    private static String lastPart(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
