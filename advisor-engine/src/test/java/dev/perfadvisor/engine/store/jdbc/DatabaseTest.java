package dev.perfadvisor.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfadvisor.engine.store.Baseline.KeptRun;
import dev.perfadvisor.engine.store.StoreException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T08:30:37Z"), ZoneOffset.UTC);

    @TempDir
    private Path directory;

    private final List<String> notices = new ArrayList<>();

    private Database open() {
        return Database.open(directory, CLOCK, notices::add);
    }

    private static void save(Database database, String name) {
        new JdbcBaselineStore(database, CLOCK)
                .save(name, "abc", Map.of(), List.of(new KeptRun("run", "x".repeat(100_000))));
    }

    private static List<String> names(Database database) {
        return new JdbcBaselineStore(database, CLOCK)
                .list().stream().map(entry -> entry.name()).toList();
    }

    /** Ways in which a file stops being a database. */
    enum Harm {
        ZEROES {
            @Override
            byte[] to(byte[] file) {
                return new byte[file.length];
            }
        },
        OTHER_FILE {
            @Override
            byte[] to(byte[] file) {
                return "this is a letter to my aunt\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
            }
        },
        HEADERS_LOST {
            @Override
            byte[] to(byte[] file) {
                var harmed = file.clone();
                Arrays.fill(harmed, 0, 2 * 4096, (byte) 0xFF);
                return harmed;
            }
        },
        BODY_LOST {
            @Override
            byte[] to(byte[] file) {
                var harmed = file.clone();
                Arrays.fill(harmed, 2 * 4096, harmed.length, (byte) 0xFF);
                return harmed;
            }
        };

        abstract byte[] to(byte[] file);
    }

    @ParameterizedTest
    @EnumSource
    void aDamagedFileIsSetAsideAndReported(Harm harm) throws IOException {
        try (var database = open()) {
            save(database, "release");
        }
        var file = directory.resolve("advisor.mv.db");
        var damaged = harm.to(Files.readAllBytes(file));
        Files.write(file, damaged);
        try (var database = open()) {
            assertThat(names(database)).isEmpty();
            save(database, "after");
        }
        var aside = directory.resolve("advisor.damaged-20261122-083037.mv.db");
        assertThat(notices).singleElement().asString().contains(file.toString(), aside.toString(), "damaged");
        assertThat(Files.readAllBytes(aside)).isEqualTo(damaged);
        try (var database = open()) {
            assertThat(names(database)).containsExactly("after");
        }
    }

    @Test
    void aSecondDamagedFileDoesNotReplaceTheFirst() throws IOException {
        for (int i = 0; i < 2; i++) {
            open().close();
            Files.write(directory.resolve("advisor.mv.db"), new byte[] {1, 2, 3});
        }
        open().close();
        assertThat(directory.resolve("advisor.damaged-20261122-083037-2.mv.db")).hasSize(3);
        assertThat(notices).hasSize(2);
    }

    @Test
    void aFileThatWasCutWhileItWasWrittenKeepsWhatWasCommittedBefore() throws IOException {
        try (var database = open()) {
            save(database, "release");
        }
        var file = directory.resolve("advisor.mv.db");
        try (var handle = new RandomAccessFile(file.toFile(), "rw")) {
            handle.seek(handle.length());
            handle.write(new byte[5000]);
        }
        try (var database = open()) {
            assertThat(names(database)).containsExactly("release");
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void aProcessThatIsKilledLosesNothingThatWasCommitted() throws IOException, InterruptedException {
        var process = process("killed", "then wait");
        try (var output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo("saved");
        }
        process.destroyForcibly().waitFor();
        try (var database = open()) {
            assertThat(names(database)).containsExactly("killed-0", "killed-1", "killed-2");
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void aDirectoryThatCanNotBeMadeIsNamed() throws IOException {
        var occupied = Files.writeString(directory.resolve("occupied"), "");
        assertThatThrownBy(() -> Database.open(occupied.resolve("data"), CLOCK, notices::add))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(occupied.toString())
                .hasMessageContaining("XDG_DATA_HOME");
    }

    @Test
    void whatANewerVersionWroteIsLeftAlone() throws SQLException {
        try (var database = open()) {
            database.inTransaction(connection -> connection
                    .createStatement()
                    .executeUpdate("insert into \"flyway_schema_history\" (\"installed_rank\", \"version\","
                            + " \"description\", \"type\", \"script\", \"checksum\", \"installed_by\","
                            + " \"execution_time\", \"success\") values (99, '999', 'future', 'SQL',"
                            + " 'V999__future.sql', 1, 'advisor', 1, true)"));
        }
        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("newer version");
        assertThat(notices).isEmpty();
    }

    @Test
    void workThatFailsLeavesNothingBehind() {
        try (var database = open()) {
            assertThatThrownBy(() -> database.inTransaction(connection -> {
                        connection.createStatement().executeUpdate("delete from baseline_turn");
                        throw new IllegalStateException("changed my mind");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            save(database, "release");
            assertThat(names(database)).containsExactly("release");
        }
    }

    @Test
    void otherProcessesUseItAtTheSameTimeAndOutliveTheFirst() throws IOException, InterruptedException {
        var first = open();
        var other = process("other");
        assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(other.exitValue()).isZero();
        save(first, "mine");
        assertThat(names(first)).containsExactly("mine", "other-0", "other-1", "other-2");
        first.close();
    }

    @Test
    void twoProcessesThatBeginTheStoreAtTheSameTimeBothSucceed() throws IOException, InterruptedException {
        var processes = List.of(process("a"), process("b"), process("c"));
        for (var process : processes) {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue())
                    .as(() -> new String(read(process), StandardCharsets.UTF_8))
                    .isZero();
        }
        try (var database = open()) {
            assertThat(names(database)).hasSize(9);
        }
    }

    private static byte[] read(Process process) {
        try {
            return process.getInputStream().readAllBytes();
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private Process process(String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Saver.class.getName(), directory.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Another process that saves. */
    static final class Saver {
        private Saver() {}

        public static void main(String[] args) throws IOException {
            try (var database = Database.open(Path.of(args[0]), CLOCK, notice -> {
                throw new IllegalStateException(notice);
            })) {
                for (int i = 0; i < 3; i++) {
                    save(database, args[1] + "-" + i);
                }
                if (args.length > 2) {
                    System.out.println("saved");
                    System.in.read();
                }
            }
        }
    }
}
