package net.parcelhub;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Set;

/**
 * How the service runs, from arguments {@code name=value}.
 *
 * @param faults that are switched on; none for a healthy service
 * @param server {@code tomcat}, {@code jdk} (a fixed pool) or {@code virtual} (a virtual thread a request)
 * @param workers of the two servers that have some
 * @param database JDBC address
 * @param connections most in the pool
 * @param partner what quotes are asked for
 * @param client {@code blocking} for HttpURLConnection, {@code modern} for the HTTP client of the JDK
 * @param files where the service writes
 */
record Settings(
        Set<String> faults,
        int port,
        String server,
        int workers,
        String database,
        int connections,
        URI partner,
        String client,
        Path files) {

    static Settings of(String... args) {
        var given = new HashMap<String, String>();
        for (var arg : args) {
            int sign = arg.indexOf('=');
            given.put(arg.substring(0, sign), arg.substring(sign + 1));
        }
        return new Settings(
                Set.of(given.get("faults").split("\\+")),
                Integer.parseInt(given.get("port")),
                given.get("server"),
                Integer.parseInt(given.get("workers")),
                given.get("database"),
                Integer.parseInt(given.get("connections")),
                URI.create(given.get("partner")),
                given.get("client"),
                Path.of(given.get("files")));
    }

    boolean has(String fault) {
        return faults.contains(fault);
    }
}
