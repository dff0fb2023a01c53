package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.slowquery.KnownStatements.Known;
import org.jspecify.annotations.Nullable;

/** From the text of an execution to the tally of its statement, with what its values say noted there. */
final class Statements {

    private static final Known NOTHING = new Known(
            new StatementTally("", StatementShape.NONE, false, TransactionTrack.Effect.NONE, new Place("", 0)),
            new ValueNotes.Values(false, false, 0, 0, 0),
            0,
            0);

    private final StatementTable table;
    private final Fingerprint fingerprint = new Fingerprint();
    private final StatementKey key = new StatementKey();
    private final KnownStatements known = new KnownStatements();
    private Known current = NOTHING;
    private long offset;
    private long inListMax;
    private long literalHash;
    private boolean leadingWildcard;
    private boolean likeWithoutWildcard;
    private String artifact = "";
    private boolean mysql;

    Statements(StatementTable table) {
        this.table = table;
    }

    void begin(String artifactId, boolean mysqlDialect) {
        artifact = artifactId;
        if (mysql != mysqlDialect) {
            known.clear();
        }
        mysql = mysqlDialect;
    }

    /** The tally of the statement that was executed. */
    StatementTally of(Execution execution) {
        if (execution.command != null) {
            return of(execution.command, execution);
        }
        key.read(execution.sql, mysql);
        Known statement = known.find(key);
        literalHash = key.literalHash();
        offset = -1;
        leadingWildcard = false;
        likeWithoutWildcard = false;
        inListMax = statement == null ? 0 : statement.inListMax();
        if (statement == null || statement.values().literals()) {
            statement = read(execution, statement);
        }
        current = statement;
        return statement.tally();
    }

    private StatementTally of(MongoCommand command, Execution execution) {
        byte[] example = execution.sql.bytes();
        offset = command.skip();
        leadingWildcard = false;
        likeWithoutWildcard = false;
        inListMax = command.inList();
        literalHash = Ascii.hash(17, example, 0, execution.sql.length());
        StatementTally tally = table.find(command.fingerprint());
        if (tally == null) {
            prune();
            var shape = command.shape();
            boolean forms = !shape.verb().equals("other");
            tally = new StatementTally(
                    command.fingerprint(),
                    shape,
                    forms,
                    TransactionTrack.Effect.NONE,
                    new Place(artifact, execution.line));
            tally.document = true;
            table.add(tally);
        }
        current = NOTHING;
        return tally;
    }

    private Known read(Execution execution, @Nullable Known seen) {
        fingerprint.read(execution.sql, mysql);
        offset = fingerprint.values().offset();
        leadingWildcard = fingerprint.values().leadingWildcard();
        likeWithoutWildcard = fingerprint.values().likeWithoutWildcard();
        inListMax = fingerprint.values().inListMax();
        if (seen != null) {
            return seen;
        }
        var statement = new Known(
                find(execution),
                fingerprint.values().values(),
                inListMax,
                fingerprint.values().rowsMax());
        known.add(key, statement);
        return statement;
    }

    private StatementTally find(Execution execution) {
        ByteText text = fingerprint.text();
        if (text.isEmpty()) {
            return special(SlowQueryAccumulator.EMPTY);
        }
        long hash = StatementTable.hash(text.bytes(), text.length());
        StatementTally tally = table.find(text.bytes(), text.length(), hash);
        return tally == null ? create(text, execution) : tally;
    }

    /** Makes room when there are too many statements. */
    void prune() {
        if (table.full()) {
            table.prune(special(SlowQueryAccumulator.OTHER));
            known.clear();
        }
    }

    /** A statement without a text, under a name of its own. */
    StatementTally special(String name) {
        StatementTally tally = table.find(name);
        if (tally == null) {
            tally = new StatementTally(
                    name, StatementShape.NONE, false, TransactionTrack.Effect.NONE, new Place(artifact, 0));
            table.add(tally);
        }
        return tally;
    }

    /** The tally of the same statement as one of another accumulator, without its figures. */
    StatementTally like(StatementTally other) {
        StatementTally tally = table.find(other.fingerprint());
        if (tally != null) {
            return tally;
        }
        tally = new StatementTally(other.fingerprint(), other.shape, other.formsRuns, other.effect, other.place());
        tally.document = other.document;
        table.add(tally);
        return tally;
    }

    private StatementTally create(ByteText key, Execution execution) {
        prune();
        // Damaged UTF-8 reads the same as other damage does.
        StatementTally known = table.find(key.toString());
        if (known != null) {
            return known;
        }
        boolean administration = execution.sql.startsWith(ADMINISTRATION);
        var shape = administration ? StatementShape.NONE : ShapeReader.read(execution.sql, mysql);
        boolean forms = !administration && !isControl(fingerprint.first(), fingerprint.second());
        var tally = new StatementTally(key.toString(), shape, forms, effect(), new Place(artifact, execution.line));
        table.add(tally);
        return tally;
    }

    private static final byte[] ADMINISTRATION = Ascii.of("administrator command");

    /** Notes what the values of the execution last asked for say. {@code counts} is false for its second mention. */
    void observe(StatementTally tally, Execution execution, boolean counts) {
        tally.inListMax = Math.max(tally.inListMax, inListMax);
        tally.offsetMax = Math.max(tally.offsetMax, offset);
        tally.leadingWildcard |= leadingWildcard;
        tally.likeWithoutWildcard |= likeWithoutWildcard;
        tally.rowsPerInsertMax = Math.max(tally.rowsPerInsertMax, current.rowsMax());
        ByteText bound = execution.parameters;
        if (counts && (!current.values().parameters() || !bound.isEmpty())) {
            tally.parameterized++;
            tally.parameters.add(Ascii.spread(Ascii.hash(literalHash, bound.bytes(), 0, bound.length())));
        }
        if (!bound.isEmpty()) {
            bound(tally, bound);
        }
    }

    private void bound(StatementTally tally, ByteText parameters) {
        var values = current.values();
        byte[] text = parameters.bytes();
        int to = parameters.length();
        int offsetAt = at(parameters, values.offsetParameter());
        if (offsetAt >= 0) {
            tally.offsetMax = Math.max(tally.offsetMax, Ascii.number(text, offsetAt, to));
        }
        int like = at(parameters, values.likeParameter());
        tally.leadingWildcard |= like >= 0 && like < to && (text[like] == '%' || text[like] == '_');
        int array = at(parameters, values.arrayParameter());
        if (array >= 0) {
            tally.inListMax = Math.max(tally.inListMax, Parameters.elements(text, array, to));
        }
    }

    private static int at(ByteText parameters, int number) {
        return number <= 0 ? -1 : Parameters.find(parameters, number);
    }

    /** Transaction control and settings. */
    private static boolean isControl(@Nullable Keyword first, @Nullable Keyword second) {
        return first != null
                && switch (first) {
                    case BEGIN, COMMIT, END, ROLLBACK, ABORT, SAVEPOINT, RELEASE, SET, SHOW, RESET, DEALLOCATE -> true;
                    case DISCARD, USE, LOCK -> true;
                    case START, PREPARE -> second == Keyword.TRANSACTION;
                    default -> false;
                };
    }

    private TransactionTrack.Effect effect() {
        Keyword first = fingerprint.first();
        Keyword second = fingerprint.second();
        if (first == null) {
            return TransactionTrack.Effect.NONE;
        }
        return switch (first) {
            case BEGIN -> TransactionTrack.Effect.BEGIN;
            case START -> second == Keyword.TRANSACTION ? TransactionTrack.Effect.BEGIN : TransactionTrack.Effect.NONE;
            case COMMIT, END, ABORT -> TransactionTrack.Effect.END;
            case ROLLBACK -> second == Keyword.TO ? TransactionTrack.Effect.NONE : TransactionTrack.Effect.END;
            case SET -> second == Keyword.AUTOCOMMIT ? autocommit() : TransactionTrack.Effect.NONE;
            default -> TransactionTrack.Effect.NONE;
        };
    }

    private TransactionTrack.Effect autocommit() {
        return fingerprint.text().toString().endsWith("= off")
                        || fingerprint.values().lastNumber() == 0
                ? TransactionTrack.Effect.AUTOCOMMIT_OFF
                : TransactionTrack.Effect.AUTOCOMMIT_ON;
    }
}
