package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the JVM was started. No text that could hold a secret is kept: of flags numbers and switches, of arguments those
 * options of the JVM that are only a switch or a size, of system properties those that are known to be harmless, of
 * secrets the name that they have.
 *
 * @param pid process id as the JVM sees it; 1 in a container without an init process
 * @param flags values of flags that were set or that matter
 * @param origins who set them, of those that have not their default: {@code Command line}, {@code Ergonomic}, ...
 * @param arguments options of the JVM such as {@code -Xmx68m} and {@code -XX:+UseSerialGC}, in order
 * @param duplicates names of options that were given more than once
 * @param properties system properties that say how the JVM is set up
 * @param secretArguments names of options and properties on the command line that look like a password
 * @param secretProperties names of system properties that do, as are {@code secretVariables} of the environment
 */
public record JvmFacts(
        @Nullable Long pid,
        Map<String, String> flags,
        Map<String, String> origins,
        @Nullable List<String> arguments,
        @Nullable List<String> duplicates,
        @Nullable Map<String, String> properties,
        @Nullable List<String> secretArguments,
        @Nullable List<String> secretProperties,
        @Nullable List<String> secretVariables,
        @Nullable List<Agent> agents,
        Source source) {

    /**
     * Code that was loaded into the JVM from outside of the program.
     *
     * @param kind {@code java} or {@code native}
     * @param dynamic whether it was attached while the JVM ran
     */
    public record Agent(String name, String kind, boolean dynamic, Source source) {}
}
