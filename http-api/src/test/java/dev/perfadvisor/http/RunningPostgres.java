package dev.perfadvisor.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

/** A real PostgreSQL of its own on a free port, for all tests of a class. They are skipped where none is installed. */
public final class RunningPostgres implements BeforeAllCallback, AfterAllCallback {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private @Nullable Path directory;
    private int port;

    @Override
    public void beforeAll(ExtensionContext test) throws IOException, InterruptedException {
        var programs = programs();
        Assumptions.assumeTrue(programs.isPresent(), "PostgreSQL is not installed: apt-get install postgresql");
        var home = Files.createTempDirectory("postgres");
        directory = home;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        if (isRoot()) {
            run(List.of("chown", "postgres", home.toString()));
        }
        var data = home.resolve("data").toString();
        run(asUser(List.of(
                programs.get().resolve("initdb").toString(), "-D", data, "-U", "advisor", "-A", "trust", "-N")));
        run(asUser(List.of(
                programs.get().resolve("pg_ctl").toString(),
                "-D",
                data,
                "-w",
                "-l",
                home.resolve("log").toString(),
                "-o",
                "-c listen_addresses=127.0.0.1 -c fsync=off -c unix_socket_directories='' -p " + port,
                "start")));
    }

    @Override
    public void afterAll(ExtensionContext test) throws IOException, InterruptedException {
        var home = directory;
        var programs = programs();
        if (home != null && programs.isPresent()) {
            run(asUser(List.of(
                    programs.get().resolve("pg_ctl").toString(),
                    "-D",
                    home.resolve("data").toString(),
                    "-m",
                    "immediate",
                    "stop")));
            FileSystemUtils.deleteRecursively(home);
        }
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=advisor";
    }

    private static Optional<Path> programs() throws IOException {
        if (!Files.isDirectory(DEBIAN)) {
            return Optional.empty();
        }
        try (var versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** PostgreSQL does not run as root. */
    private static List<String> asUser(List<String> command) {
        if (!isRoot()) {
            return command;
        }
        var all = new ArrayList<>(List.of("runuser", "-u", "postgres", "--"));
        all.addAll(command);
        return all;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        // The server keeps what it is given open, and would keep this process waiting for the end of its output.
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .directory(Path.of("/").toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(command + " failed");
        }
    }
}
