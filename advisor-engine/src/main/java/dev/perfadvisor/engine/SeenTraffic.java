package dev.perfadvisor.engine;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Endpoint;
import dev.perfadvisor.engine.loadgen.Request;
import dev.perfadvisor.engine.loadgen.Request.Variable;
import dev.perfadvisor.engine.loadgen.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The traffic that a load test had: its endpoints, their mix and the rate. */
final class SeenTraffic {

    private static final Pattern METHOD = Pattern.compile("([A-Z]{3,10})\\s+(.*)");
    private static final Pattern COLON = Pattern.compile("/:([A-Za-z_][A-Za-z0-9_]{0,99})");
    private static final Pattern PLACE = Pattern.compile("\\{([^{}\"\\s]{1,100})}");
    private static final long MOST_NUMBER = 1000;

    private SeenTraffic() {}

    static Traffic of(LoadTestFacts load) {
        var requests = new ArrayList<Request>();
        var notes = new ArrayList<String>();
        String base = null;
        for (var endpoint : load.endpoints()) {
            var url = address(endpoint);
            int host = url.indexOf("://");
            if (base == null && host > 0) {
                int end = url.indexOf('/', host + 3);
                base = end < 0 ? url : url.substring(0, end);
            }
            requests.add(request(endpoint, notes));
        }
        if (requests.isEmpty()) {
            requests.add(new Request("GET", "/", Map.of(), List.of(), null, 1, List.of()));
            notes.add("The evidence names no requests: put your own in the place of GET /.");
        }
        notes.add("Evidence holds no bodies and no ids: put real ones in the place of those here.");
        return new Traffic(base, load.run().requestsPerSecond(), requests, notes);
    }

    private static String address(Endpoint endpoint) {
        var named = METHOD.matcher(endpoint.name().strip());
        return named.matches() ? named.group(2) : endpoint.name().strip();
    }

    /** {@code GET /orders/{id}}, {@code /orders/:id}, {@code https://host/orders?x=1}. */
    private static Request request(Endpoint endpoint, List<String> notes) {
        var named = METHOD.matcher(endpoint.name().strip());
        var path = address(endpoint);
        int host = path.indexOf("://");
        if (host >= 0) {
            int slash = path.indexOf('/', host + 3);
            path = slash < 0 ? "/" : path.substring(slash);
        } else if (!path.startsWith("/")) {
            notes.add("'" + path + "' is a name and no address: put the path of its request in its place.");
            path = "/" + path;
        }
        path = COLON.matcher(path).replaceAll("/{$1}");
        var variables = new ArrayList<Variable>();
        var place = PLACE.matcher(path);
        while (place.find()) {
            variables.add(new Variable(place.group(1), List.of(), 1, MOST_NUMBER));
        }
        return new Request(
                named.matches() ? named.group(1) : "GET",
                path,
                Map.of(),
                List.of(),
                null,
                endpoint.requestShare(),
                variables);
    }
}
