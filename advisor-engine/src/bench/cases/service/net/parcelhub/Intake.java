package net.parcelhub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Map;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Parcels that arrive: {@code /scan/<parcel>}. */
final class Intake {

    private static final Logger LOG = Logger.getLogger(Intake.class.getName());
    private static final int DEPOTS = 400;
    private static final int JOURNAL = 4_000_000;

    private final Store store;
    private final PartnerClient partner;
    private final Settings settings;
    private final FileChannel journal;
    private int leaks;

    Intake(Store store, PartnerClient partner, Settings settings) throws IOException {
        this.store = store;
        this.partner = partner;
        this.settings = settings;
        Files.createDirectories(settings.files());
        journal = FileChannel.open(
                settings.files().resolve("journal"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        if (settings.has("stock-taking")) {
            Thread.ofPlatform().daemon().name("stock-taking").start(this::takeStock);
        }
        if (settings.has("debug-logging")) {
            var handler = new FileHandler(settings.files().resolve("debug.log").toString());
            handler.setFormatter(new SimpleFormatter());
            handler.setLevel(Level.ALL);
            LOG.setUseParentHandlers(false);
            LOG.setLevel(Level.ALL);
            LOG.addHandler(handler);
        }
    }

    byte[] scan(String id) throws Exception {
        long parcel = Long.parseLong(id);
        if (settings.has("connection-leak")) {
            leak(parcel);
        }
        validate(id);
        book(parcel);
        if (settings.has("sync-file")) {
            write(parcel);
        }
        if (settings.has("row-by-row")) {
            history(parcel);
        }
        if (settings.has("debug-logging")) {
            explain(parcel);
        }
        return Json.bytes(Map.of("scanned", parcel));
    }

    /** Each line of a manifest is a statement and a commit of its own. */
    private void history(long parcel) throws SQLException {
        for (int i = 0; i < 90; i++) {
            try (var connection = store.connection()) {
                Store.run(connection, "insert into scan_event (parcel_id, place, note) values (?, ?, ?)", parcel + i, "belt", "line " + i);
            }
        }
    }

    private void book(long parcel) throws Exception {
        // With the fault all scans count in one row, and hold it until a remote call came back.
        long depot = settings.has("row-lock") ? 1 : parcel % DEPOTS + 1;
        if (settings.has("crossed-rows")) {
            depot = DEPOTS / 2 - parcel % 6;
        }
        try (var connection = store.connection()) {
            connection.setAutoCommit(false);
            Store.run(connection, "update depot set counter = counter + 1 where id = ?", depot);
            Store.run(connection, "insert into scan_event (parcel_id, place, note) values (?, ?, ?)", parcel, "gate", "in");
            if (settings.has("row-lock")) {
                partner.ask("customs", 45);
            }
            if (settings.has("crossed-rows")) {
                Thread.sleep(15);
                Store.run(connection, "update depot set counter = counter + 1 where id = ?", DEPOTS / 2 - (parcel + 3) % 6);
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    /** A job that keeps what all scans write to itself for two and a half seconds, again and again. */
    private void takeStock() {
        while (true) {
            try (var connection = store.connection()) {
                Thread.sleep(3_000);
                connection.setAutoCommit(false);
                Store.rows(connection, "select id, counter from depot order by id for update");
                Thread.sleep(2_500);
                connection.commit();
                connection.setAutoCommit(true);
            } catch (SQLException e) {
                LOG.log(Level.WARNING, "stock-taking failed", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** An early return on a path that is taken now and then. */
    @SuppressWarnings("resource")
    private void leak(long parcel) throws SQLException {
        if (parcel % 23 == 0 && leaks++ < 60) {
            var connection = store.connection();
            if (Store.rows(connection, "select id from parcel where id = ?", parcel).size() < 2) {
                return;
            }
            connection.close();
        }
    }

    /** Fields that may be a number: asked by trying. */
    private void validate(String id) {
        if (settings.has("exceptions")) {
            for (int i = 0; i < 400; i++) {
                deep(12, "field-" + id + i);
            }
        }
    }

    private static boolean deep(int frames, String field) {
        if (frames > 0) {
            return deep(frames - 1, field);
        }
        try {
            return Long.parseLong(field) > 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** The journal is written anew, and forced to the disk, for each line of the manifest. */
    private void write(long parcel) throws IOException {
        for (int i = 0; i < 3; i++) {
            var content = ByteBuffer.allocate(JOURNAL);
            content.put(("scan " + parcel + " line " + i + "\n").getBytes(StandardCharsets.UTF_8)).rewind();
            journal.write(content, 0);
            journal.force(true);
        }
    }

    private static void explain(long parcel) {
        for (int i = 0; i < 250; i++) {
            LOG.fine("step " + i + " of scan of parcel " + parcel + ": state is unchanged, next rule is applied");
        }
    }
}
