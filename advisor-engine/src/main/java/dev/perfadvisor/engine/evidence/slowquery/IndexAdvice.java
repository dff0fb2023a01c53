package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.slowquery.StatementShape.Column;
import dev.perfadvisor.engine.evidence.slowquery.StatementShape.Order;
import dev.perfadvisor.engine.evidence.slowquery.StatementShape.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes indexes for a statement: columns compared by equality first, then either the order (rows come sorted) or the
 * range (it narrows, and nothing after it can), each table by itself.
 */
final class IndexAdvice {

    private static final int MOST = 3;

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
        if (equal.isEmpty() && ranges.isEmpty()) {
            alternatives(table);
        } else {
            create(table, equal, ranges);
        }
    }

    private void create(Table table, Set<String> equal, Set<String> ranges) {
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
        boolean mixed =
                sorts && order.stream().map(Order::descending).distinct().count() > 1;
        index(table, List.copyOf(columns), mixed ? order : List.of());
    }

    /** OR: no single index serves both sides. */
    private void alternatives(Table table) {
        var columns = new LinkedHashSet<String>();
        shape.alternatives().stream()
                .filter(column -> belongs(column, table))
                .forEach(column -> columns.add(column.name()));
        if (columns.size() > 1) {
            lines.add("-- one index for each side of OR: the server joins what both find");
        }
        columns.stream().limit(MOST).forEach(column -> index(table, List.of(column), List.of()));
    }

    private void index(Table table, List<String> columns, List<Order> directions) {
        if (columns.equals(List.of("id"))) {
            return;
        }
        var covering = statement.indexes().covering(table.name(), columns);
        if (covering != null) {
            lines.add("-- " + covering.name() + " on " + covering.table() + " (" + String.join(", ", covering.columns())
                    + ") exists: a plan that scans all the same finds too many rows by it, compares another type, or"
                    + " has stale statistics (ANALYZE " + covering.table() + ")");
            return;
        }
        String name = Identifier.index(table.name(), String.join("_", columns));
        lines.add((statement.postgres() ? "CREATE INDEX CONCURRENTLY " : "CREATE INDEX ") + name + " ON "
                + Identifier.quoted(table.name(), statement.dialect()) + " ("
                + columns.stream()
                        .map(column -> Identifier.quoted(column, statement.dialect()) + direction(column, directions))
                        .collect(Collectors.joining(", "))
                + ");");
        var replaced = statement.indexes().replaced(table.name(), columns);
        if (replaced != null) {
            lines.add("-- takes the place of " + replaced.name() + " (" + String.join(", ", replaced.columns())
                    + "), which may be dropped then unless it is unique");
        }
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
            if (usable && belongs(column, table)) {
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
                if (named(join.left(), table) && !join.left().name().equals("id")) {
                    names.add(join.left().name());
                } else if (named(join.right(), table) && !join.right().name().equals("id")) {
                    names.add(join.right().name());
                }
            }
        }
        return names;
    }

    /** The order, when all of its columns are of this table. */
    private List<Order> order(Table table) {
        boolean own =
                shape.groups().isEmpty() && shape.ordering().stream().allMatch(order -> belongs(order.column(), table));
        return own ? shape.ordering() : List.of();
    }

    private boolean belongs(Column column, Table table) {
        return shape.tables().size() == 1 || named(column, table);
    }

    private static boolean named(Column column, Table table) {
        return column.qualifier().equals(table.alias()) || column.qualifier().equals(table.name());
    }

    private static String lastPart(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
