package dev.perfadvisor.http.settings;

import com.zaxxer.hikari.HikariDataSource;
import dev.perfadvisor.engine.store.jdbc.SharedDatabase;
import dev.perfadvisor.http.RefusedException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The database file and all contents in one archive. Contents are added to and removed from one by one, and are never
 * changed: those that the database names are in the archive when they are collected after it.
 */
public final class Backups {

    private static final String DATABASE = "service.mv.db";
    private static final String CONTENT = "artifacts/content";

    private final SharedDatabase database;
    private final HikariDataSource connections;
    private final Path directory;
    private final boolean withContents;

    /** @param withContents whether contents are in the directory; those in a bucket are backed up there */
    Backups(SharedDatabase database, HikariDataSource connections, Path directory, boolean withContents) {
        this.database = database;
        this.connections = connections;
        this.directory = directory;
        this.withContents = withContents;
    }

    /** Writes a backup into a file that is not there yet. */
    public void write(Path file) throws IOException {
        if (!connections.getJdbcUrl().startsWith("jdbc:h2:")) {
            throw new RefusedException("A PostgreSQL is backed up by pg_dump, and the directory " + directory
                    + " after it: contents are never changed.");
        }
        if (Files.exists(file)) {
            throw new RefusedException("There is a file " + file + " already; name another one.");
        }
        // Beside it, so that a file of that name is a backup as a whole or is not there.
        var part = Files.createTempFile(file.toAbsolutePath().resolveSibling(""), "backup", ".part");
        try {
            fill(part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void fill(Path file) throws IOException {
        var copy = Files.createTempFile(directory, "backup", ".zip");
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
                var out = new ZipOutputStream(Channels.newOutputStream(channel))) {
            // Evidence is mostly compressed already.
            out.setLevel(Deflater.NO_COMPRESSION);
            database.copyTo(copy);
            try (var in = new ZipInputStream(Files.newInputStream(copy))) {
                in.getNextEntry();
                out.putNextEntry(new ZipEntry(DATABASE));
                in.transferTo(out);
            }
            for (var content : contents()) {
                out.putNextEntry(new ZipEntry(directory.relativize(content).toString()));
                Files.copy(content, out);
            }
            out.finish();
            channel.force(true);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private List<Path> contents() throws IOException {
        if (!withContents) {
            return List.of();
        }
        try (var files = Files.walk(directory.resolve(CONTENT))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** Unpacks a backup into a directory that is empty or not there yet. */
    public static void restore(Path file, Path directory) throws IOException {
        Files.createDirectories(directory);
        try (var files = Files.list(directory)) {
            if (files.findAny().isPresent()) {
                throw new RefusedException("The directory " + directory + " is not empty; name another one.");
            }
        }
        try (var in = new ZipInputStream(Files.newInputStream(file))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                var place = directory.resolve(entry.getName()).normalize();
                if (!entry.getName().equals(DATABASE)
                        && !place.startsWith(directory.resolve(CONTENT).normalize())) {
                    throw new RefusedException(file + " is no backup: it holds " + entry.getName() + ".");
                }
                Files.createDirectories(place.resolveSibling(""));
                Files.copy(in, place);
            }
        }
    }
}
