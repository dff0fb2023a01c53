package dev.perfadvisor.engine.store.jdbc;

import dev.perfadvisor.engine.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/** Tells a file that is damaged from one that can not be used for another reason. */
final class Damage {

    private Damage() {}

    /**
     * What is wrong with a file, read without changing it. A file whose header stands and whose contents are gone would
     * be opened as an empty database. Empty when nothing is wrong, or when another process has it open.
     */
    static Optional<String> in(Path file) throws IOException {
        if (!Files.isReadable(file) || Files.size(file) == 0) {
            return Optional.empty();
        }
        try (var store =
                new MVStore.Builder().fileName(file.toString()).readOnly().open()) {
            return store.getMapNames().isEmpty() ? Optional.of("nothing of its contents is left") : Optional.empty();
        } catch (MVStoreException e) {
            return e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED ? Optional.empty() : Optional.of(reason(e));
        }
    }

    /** Whether a database that is open turns out to be damaged further in. */
    static boolean isDamage(SQLException e) {
        for (@Nullable Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof MVStoreException inside && inside.getErrorCode() == DataUtils.ERROR_FILE_CORRUPT) {
                return true;
            }
        }
        return false;
    }

    static StoreException unusable(Path file, Exception e) {
        return unusable(file.toString(), e);
    }

    static StoreException unusable(String place, Exception e) {
        return new StoreException("The store " + place + " can not be used: " + reason(e) + ".", e);
    }

    /** The first line of the message, without the codes that the database puts after it. */
    static String reason(Exception e) {
        var message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return message.replaceFirst(" \\[[0-9./-]+\\]$", "").replaceAll("[.;\\s]+$", "");
    }
}
