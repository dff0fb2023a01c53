package dev.perfadvisor.engine.evidence.slowquery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.model.Reading;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A log written after the documented format of MongoDB 4.4 and later. */
final class MongoLogTest {

    private final Logs.Result log = Logs.read("mongodb.log");

    @Test
    void eachSlowOperationIsOneExecution() {
        var facts = log.facts();

        assertThat(Logs.format(Logs.bytes("mongodb.log"))).contains("mongodb-log");
        assertThat(facts.log().dialect()).isEqualTo("mongodb");
        assertThat(facts.log().entries()).isEqualTo(12 + 6 + 4 + 2 + 1 + 1);
        assertThat(facts.log().statementTime()).isEqualTo(Duration.ofMillis(2226 + 735 + 606 + 633 + 210 + 101));
        assertThat(facts.log().sessions()).isEqualTo(3);
        assertThat(log.reading())
                .isInstanceOfSatisfying(
                        Reading.Partial.class,
                        partial -> assertThat(partial.problems())
                                .singleElement()
                                .satisfies(
                                        problem -> assertThat(problem.cause()).contains("write by write", "4 times")));
    }

    @Test
    void shapeIsTheFingerprintAndTheIndexFollowsEqualitySortRange() {
        var find = log.statement("orders.find({customer_id: ?, total: {$gte: ?}}).sort({created_at: -1}).limit(?)");

        assertThat(find.count()).isEqualTo(12);
        assertThat(find.verb()).isEqualTo("select");
        assertThat(find.filterColumns()).containsExactly("customer_id");
        assertThat(find.rangeColumns()).containsExactly("total");
        assertThat(find.rowsExaminedPerCall()).isEqualTo(400_000);
        assertThat(find.rowsSentPerCall()).isEqualTo(12);
        assertThat(find.keysExaminedPerCall()).isZero();
        assertThat(find.fullScanRatio()).isEqualTo(1);
        assertThat(find.sortedInMemoryRatio()).isEqualTo(1);
        assertThat(find.advice().index())
                .startsWith("db.orders.createIndex({ customer_id: 1, created_at: -1, total: 1 })\n")
                .contains("explain(\"executionStats\")");
        assertThat(find.example()).startsWith("db.orders.find({\"customer_id\":111,\"total\":{\"$gte\":50}})");
    }

    @Test
    void pipelinesKeepTheirStagesAndFieldPaths() {
        var sums = log.statement("orders.aggregate(");

        assertThat(sums.fingerprint())
                .isEqualTo("orders.aggregate([{$match: {status: ?, at: {$gte: ?}}}, "
                        + "{$group: {_id: \"$customer_id\", sum: {$sum: \"$total\"}}}, {$sort: {sum: -1}}])");
        assertThat(sums.count()).isEqualTo(6);
        assertThat(sums.aggregates()).isTrue();
        assertThat(sums.filterColumns()).containsExactly("status");
        assertThat(sums.orderColumns()).as("a sort of what was grouped").isEmpty();
        assertThat(sums.tempOnDiskRatio()).isEqualTo(1.0 / 6);
        assertThat(sums.advice().index())
                .startsWith("db.orders.createIndex({ status: 1, at: 1 })")
                .contains("takes the place of { status: 1 }");
    }

    @Test
    void writesTellWhatTheyWaitedFor() {
        var update = log.statement("stock.update({_id: ?}, {$inc: {n: ?}})");

        assertThat(update.count()).isEqualTo(4);
        assertThat(update.rowsAffectedPerCall()).isEqualTo(1);
        assertThat(update.lockShare()).isBetween(0.92, 0.93);
        assertThat(update.advice().index()).isEmpty();
    }

    @Test
    void listsAndPatternsAndCursors() {
        var customers = log.statement("customers.find({name: /?/, region: {$in: [?]}})");
        var more = log.statement("orders.find({$or: [{status: ?}, {total: {$lt: ?}}]})");

        assertThat(customers.count()).isEqualTo(2);
        assertThat(customers.inListMax()).isEqualTo(3);
        assertThat(customers.keysExaminedPerCall()).isEqualTo(50_000);
        assertThat(more.fingerprint()).endsWith(".skip(?).getMore()");
        assertThat(more.offsetMax()).isEqualTo(4000);
        assertThat(more.advice().index())
                .isEqualTo("db.orders.createIndex({ status: 1 })\ndb.orders.createIndex({ total: 1 })");
        assertThat(log.statement("orders.insert(").rowsAffectedPerCall()).isEqualTo(50);
    }

    @Test
    void clientsAreThoseOfTheConnection() {
        assertThat(log.facts().server().clients())
                .anySatisfy(
                        client -> assertThat(client.toString()).contains("shop").contains("10.0.0."));
    }

    @Test
    void aDamagedLineLosesItselfOnly() {
        var text = new String(Logs.bytes("mongodb.log"), java.nio.charset.StandardCharsets.UTF_8);
        var damaged = Logs.readText(text.replaceFirst("\"docsExamined\":400000", "\"docsExamined\":4{"));

        assertThat(damaged.facts().log().entries()).isEqualTo(25);
        assertThat(damaged.reading()).isInstanceOf(Reading.Partial.class);
    }
}
