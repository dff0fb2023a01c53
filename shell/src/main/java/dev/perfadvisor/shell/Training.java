package dev.perfadvisor.shell;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** Runs what is asked for most, in silence, so that the launcher can keep what this process has loaded for the next start. */
public final class Training {

    private Training() {}

    /** Takes files or directories of evidence, if there are any. */
    public static void main(String[] args) {
        var problem = "p95 of checkout is 1200 ms";
        run(List.of("ask", problem));
        for (var evidence : args) {
            run(List.of("facts", evidence));
            run(List.of("diagnose", evidence, "--problem", problem));
            run(List.of("diagnose", evidence, "--format", "json"));
            run(List.of("diagnose", evidence, "--format", "html"));
            run(List.of("flamegraph", evidence));
        }
    }

    private static void run(List<String> args) {
        var silence = new PrintStream(OutputStream.nullOutputStream());
        Application.run(
                args, new Surroundings(InputStream.nullInputStream(), silence, silence, Map.of(), List.of(), 80, true));
    }
}
