package dev.perfadvisor.http.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The processes that read for services of this test, as they are seen from outside. */
final class Readers {

    private Readers() {}

    static List<ProcessHandle> all() {
        return ProcessHandle.current().children().filter(Readers::isStarted).toList();
    }

    /** A process that is being started looks like the one that starts it, which waits for it: it is let alone. */
    private static boolean isStarted(ProcessHandle process) {
        var info = process.info();
        return info.command().orElse("").endsWith("java")
                && info.totalCpuDuration().orElse(Duration.ZERO).toMillis() >= 50;
    }

    /** The one that there is as soon as there is one, made to stand still. */
    static ProcessHandle halted() throws IOException, InterruptedException {
        for (int i = 0; i < 3000 && all().isEmpty(); i++) {
            Thread.sleep(10);
        }
        assertThat(all()).hasSize(1);
        var reader = all().getFirst();
        signal("STOP", reader);
        return reader;
    }

    /** Sends a signal by its name. */
    static void signal(String name, ProcessHandle reader) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(reader.pid())).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
    }
}
