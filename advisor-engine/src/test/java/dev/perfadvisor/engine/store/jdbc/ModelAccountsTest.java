package dev.perfadvisor.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.store.ModelAccount;
import dev.perfadvisor.engine.store.ModelAccount.Taken;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** What is taken for a case is counted once and wholly, whoever takes it. */
class ModelAccountsTest {

    private static final Taken NOTHING = new Taken(0, 0);
    private static final Taken SOME = new Taken(100, 20);

    private final SharedDatabase database = database();
    private final ServedCases cases = new ServedCases(database, Clock.systemUTC());
    private final ModelAccounts accounts = new ModelAccounts(database);

    private SharedDatabase database() {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + System.identityHashCode(this) + ";DB_CLOSE_DELAY=-1");
        return SharedDatabase.over(source, "memory");
    }

    private String newCase() {
        return cases.create("alice", new ServedCases.State("slow", "", "{}", ""), List.of(), null)
                .id();
    }

    @Test
    void whatWasTakenBeforeThereWereAccountsIsWhereItBegins() {
        var id = newCase();
        var account = accounts.of(id, SOME);
        assertThat(account.taken()).isEqualTo(SOME);
        assertThat(account.take(SOME, SOME)).isTrue();
        // Later, messages say more of what is in the account already.
        assertThat(accounts.of(id, new Taken(700, 700)).taken()).isEqualTo(new Taken(200, 40));
    }

    @Test
    void whoHasNotSeenWhatOthersTookTakesNothing() {
        var account = accounts.of(newCase(), NOTHING);
        assertThat(account.take(NOTHING, SOME)).isTrue();
        assertThat(account.take(NOTHING, SOME)).isFalse();
        assertThat(account.taken()).isEqualTo(SOME);
        assertThat(account.take(SOME, new Taken(-50, 5))).isTrue();
        assertThat(account.taken()).isEqualTo(new Taken(50, 25));
    }

    @Test
    void nothingOfManyAtOnceIsLost() throws InterruptedException {
        for (var account : List.of(accounts.of(newCase(), SOME), ModelAccount.after(SOME))) {
            Callable<Integer> taker = () -> {
                int tries = 1;
                while (!account.take(account.taken(), SOME)) {
                    tries++;
                }
                return tries;
            };
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                threads.invokeAll(Collections.nCopies(40, taker));
            }
            assertThat(account.taken()).isEqualTo(new Taken(41 * 100, 41 * 20));
        }
    }

    /** It may be deleted while a model is asked about it. */
    @Test
    void aCaseThatIsGoneTakesWhatItIsGiven() {
        var id = newCase();
        var account = accounts.of(id, NOTHING);
        assertThat(account.take(NOTHING, SOME)).isTrue();
        assertThat(cases.delete("alice", id)).isPresent();
        assertThat(account.take(SOME, SOME)).isTrue();
        assertThat(account.taken()).isEqualTo(NOTHING);
    }
}
