package dev.perfadvisor.engine.assistant;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** What this machine is called, which evidence of it may hold and a provider need not know. */
public final class Machine {

    /** Where Linux says it; a resolver that does not answer is not waited for. */
    private static final Path NAME = Path.of("/proc/sys/kernel/hostname");

    private Machine() {}

    /** Its names, with and without the domain; none when it has none of its own. */
    public static List<String> names() {
        var names = new TreeSet<String>();
        add(own(), names);
        var environment = System.getenv();
        add(environment.getOrDefault("HOSTNAME", ""), names);
        add(environment.getOrDefault("COMPUTERNAME", ""), names);
        return List.copyOf(names);
    }

    private static String own() {
        try {
            return Files.isReadable(NAME)
                    ? Files.readString(NAME).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            // It is known under no address: what the environment says is all there is.
            return "";
        }
    }

    private static void add(String name, Collection<String> names) {
        var first = name.substring(0, Math.max(0, name.indexOf('.')));
        List.of(name, first).stream()
                .filter(one -> !one.isEmpty() && !one.equals("localhost") && !one.matches("[\\d.:]*"))
                .forEach(names::add);
    }
}
