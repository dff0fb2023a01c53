package dev.perfadvisor.engine.evidence.slowquery;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the text of a statement says about how it works, found by its tokens.
 *
 * @param verb as in {@link SlowQueryFacts.Statement}
 * @param tables in order of appearance, with their aliases
 * @param filters columns compared by equality with a value
 * @param ranges columns compared by order or pattern with a value
 * @param patterns those of them compared by LIKE
 * @param alternatives filters and ranges inside of OR, which one index can not serve together with others
 * @param joins columns compared with each other
 * @param groups columns of the outermost GROUP BY
 * @param ordering columns of the outermost ORDER BY
 * @param functionOnColumn a column wrapped in a function, cast or arithmetic and compared with a value
 * @param functionColumns the columns in it
 * @param forUpdate whether it locks the rows that it reads
 */
record StatementShape(
        String verb,
        List<Table> tables,
        List<Column> filters,
        List<Column> ranges,
        List<Column> patterns,
        List<Column> alternatives,
        List<Join> joins,
        List<Column> groups,
        List<Order> ordering,
        boolean limited,
        boolean selectStar,
        boolean aggregates,
        boolean forUpdate,
        @Nullable String functionOnColumn,
        List<Column> functionColumns) {

    /** Of statements whose text is not known. */
    static final StatementShape NONE = new StatementShape(
            "other", List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), false,
            false, false, false, null, List.of());

    /** A table and the name that the statement gives it, which is the table's own when it gives none. */
    record Table(String name, String alias) {

        /** Whether a column is written with the name of this table. */
        boolean qualifies(Column column) {
            return column.qualifier().equals(alias) || column.qualifier().equals(name);
        }
    }

    /** A column and the alias or table it is written with; empty when it is written alone. */
    record Column(String qualifier, String name) {}

    /** Two columns compared by equality. */
    record Join(Column left, Column right) {}

    record Order(Column column, boolean descending) {}

    /** Whether a column is one of a table, as far as the text says it. */
    boolean isOf(Column column, Table table) {
        return tables.size() == 1 || table.qualifies(column);
    }

    /** Whether it locks rows until its transaction ends. */
    boolean locks() {
        return forUpdate || verb.equals("insert") || verb.equals("update") || verb.equals("delete");
    }

    /** Names of the columns of ORDER BY. */
    List<String> orders() {
        return ordering.stream().map(order -> order.column().name()).distinct().toList();
    }

    /** The table that an alias stands for, the alias itself when it is not known. */
    String tableOf(String alias) {
        for (Table table : tables) {
            if (table.alias().equals(alias)) {
                return table.name();
            }
        }
        return alias;
    }

    /** Columns of one table in conditions, given its alias or name. */
    List<String> conditionColumns(String alias) {
        boolean single = tables.size() == 1;
        return Stream.of(filters, ranges, functionColumns)
                .flatMap(List::stream)
                .filter(column -> single || column.qualifier().equals(alias))
                .map(Column::name)
                .distinct()
                .toList();
    }
}
