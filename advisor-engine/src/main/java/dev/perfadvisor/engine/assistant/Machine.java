package dev.perfadvisor.engine.assistant;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What this machine is called, which evidence of it may hold and a provider need not know. */
public final class Machine {

    private Machine() {}

    /** Its names, with and without the domain; none when it has none of its own. */
    public static List<String> names() {
        var names = new TreeSet<String>();
        try {
            add(InetAddress.getLocalHost().getHostName(), names);
        } catch (UnknownHostException e) {
            // It is known under no address: what the environment says is all there is.
            names.clear();
        }
        names(System.getenv()).forEach(name -> add(name, names));
        return List.copyOf(names);
    }

    private static List<String> names(Map<String, String> environment) {
        return List.of(environment.getOrDefault("HOSTNAME", ""), environment.getOrDefault("COMPUTERNAME", ""));
    }

    private static void add(String name, Collection<String> names) {
        var first = name.substring(0, Math.max(0, name.indexOf('.')));
        List.of(name, first).stream()
                .filter(one -> !one.isEmpty() && !one.equals("localhost") && !one.matches("[\\d.:]*"))
                .forEach(names::add);
    }
}
