package dev.perfadvisor.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.core.env.PropertyResolver;

/** Holds the server to this machine, wherever its address is set: on the command line, in a file, in the environment. */
final class Loopback {

    private Loopback() {}

    /** @throws RefusedException when an address is not a loopback one */
    static void check(PropertyResolver settings) {
        check(settings.getProperty("server.address", ""));
        var management = settings.getProperty("management.server.address");
        if (management != null || settings.containsProperty("management.server.port")) {
            check(management == null ? "" : management);
        }
    }

    private static void check(String address) {
        // An empty address means all of them to the server, and loopback to the resolver.
        if (address.isBlank() || !isLoopback(address.strip())) {
            throw new RefusedException(
                    "The server listens on a loopback address only, as it can not yet tell who calls: '" + address
                            + "' is none; leave --bind out, or use 127.0.0.1 and a tunnel.");
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
