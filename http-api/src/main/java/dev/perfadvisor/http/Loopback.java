package dev.perfadvisor.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertyResolver;

/**
 * Tells whether the server listens beyond this machine, wherever its address is set: on the command line, in a file, in the
 * environment. Then every caller has to have a key.
 */
final class Loopback {

    private Loopback() {}

    /**
     * Has keys asked for when an address is not a loopback one.
     *
     * @throws RefusedException when it is none at all
     */
    static void check(ConfigurableEnvironment settings) {
        if (!isLoopback(settings)) {
            settings.getPropertySources()
                    .addFirst(new MapPropertySource("beyond this machine", Map.of("advisor.access.keys", "true")));
        }
    }

    private static boolean isLoopback(PropertyResolver settings) {
        var management = settings.getProperty("management.server.address");
        boolean apart = management != null || settings.containsProperty("management.server.port");
        return isLoopback(settings.getProperty("server.address", ""))
                && (!apart || isLoopback(management == null ? "" : management));
    }

    private static boolean isLoopback(String address) {
        // An empty address means all of them to the server, and loopback to the resolver.
        if (address.isBlank()) {
            return false;
        }
        try {
            return InetAddress.getByName(address.strip()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new RefusedException("'" + address
                    + "' is no address that is known here; leave --bind out, or use a loopback one such as 127.0.0.1.");
        }
    }
}
