package dev.perfadvisor.shell.interactive;

import dev.perfadvisor.engine.store.BaselineStore;
import dev.perfadvisor.engine.store.CaseStore;
import dev.perfadvisor.engine.store.Exchange;
import dev.perfadvisor.engine.store.ExchangeStore;
import dev.perfadvisor.engine.store.ModelAccount;
import dev.perfadvisor.engine.store.ModelAccount.Taken;
import dev.perfadvisor.engine.store.StoreException;
import dev.perfadvisor.engine.store.jdbc.DataDirectory;
import dev.perfadvisor.engine.store.jdbc.Database;
import dev.perfadvisor.engine.store.jdbc.JdbcBaselineStore;
import dev.perfadvisor.engine.store.jdbc.JdbcCaseStore;
import dev.perfadvisor.engine.store.jdbc.JdbcExchangeStore;
import dev.perfadvisor.shell.Surroundings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The store of cases, opened beside the prompt. One that can not be used is told once, and the session goes on without. */
final class Cabinet implements AutoCloseable {

    private final CompletableFuture<@Nullable Database> opening;
    private final Clock clock;
    private final Consumer<String> notices;

    private Cabinet(CompletableFuture<@Nullable Database> opening, Clock clock, Consumer<String> notices) {
        this.opening = opening;
        this.clock = clock;
        this.notices = notices;
    }

    /** @param notices takes a sentence for the user */
    static Cabinet opening(Surroundings surroundings, Clock clock, Consumer<String> notices) {
        var home = surroundings.env().getOrDefault("HOME", System.getProperty("user.home"));
        var directory = DataDirectory.of(surroundings.env(), Path.of(home));
        return new Cabinet(
                CompletableFuture.supplyAsync(() -> {
                    try {
                        return Database.open(directory, clock, notices);
                    } catch (StoreException e) {
                        notices.accept(e.getMessage() + " Cases are not kept in this session.");
                        return null;
                    }
                }),
                clock,
                notices);
    }

    CaseStore store() {
        var database = opening.join();
        return database == null ? CaseStore.nowhere() : new Lenient(new JdbcCaseStore(database, clock), notices);
    }

    BaselineStore shelf() {
        var database = opening.join();
        return database == null ? BaselineStore.nowhere() : new JdbcBaselineStore(database, clock);
    }

    /** What was said with a model; where the store can not be used no case is kept, and the session remembers it. */
    ExchangeStore exchanges() {
        var database = opening.join();
        return database == null
                ? ExchangeStore.nowhere()
                : new Remembering(new JdbcExchangeStore(database, clock), notices);
    }

    /** What can not be kept is told, and the answer is shown all the same. */
    private record Remembering(ExchangeStore store, Consumer<String> notices) implements ExchangeStore {

        @Override
        public List<Exchange> of(long caseNumber) {
            return store.of(caseNumber);
        }

        @Override
        public void add(long caseNumber, Exchange exchange) {
            try {
                store.add(caseNumber, exchange);
            } catch (StoreException e) {
                notices.accept(e.getMessage() + " The model will not remember this.");
            }
        }

        @Override
        public ModelAccount account(long caseNumber, Taken before) {
            return store.account(caseNumber, before);
        }
    }

    /** A case that can not be kept is told, and answered all the same. */
    private record Lenient(CaseStore store, Consumer<String> notices) implements CaseStore {

        @Override
        public long save(long number, String title, String verdict, String text) {
            try {
                return store.save(number, title, verdict, text);
            } catch (StoreException e) {
                notices.accept(e.getMessage() + " The case was not kept.");
                return number;
            }
        }

        @Override
        public List<Entry> list() {
            return store.list();
        }

        @Override
        public Optional<String> text(long number) {
            return store.text(number);
        }

        @Override
        public boolean delete(long number) {
            return store.delete(number);
        }
    }

    @Override
    public void close() {
        var database = opening.join();
        if (database != null) {
            database.close();
        }
    }
}
