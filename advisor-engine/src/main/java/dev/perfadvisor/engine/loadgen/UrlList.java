package dev.perfadvisor.engine.loadgen;

import dev.perfadvisor.engine.loadgen.Request.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A list of addresses, one a line, each with a share, a method and a body if it has them; {@code #} begins a comment.
 *
 * <pre>
 * 70% https://shop.example/items/{id}
 * 30% POST /orders {"item": "{id}", "count": 1}
 * </pre>
 */
final class UrlList {

    private static final Pattern LINE = Pattern.compile(
            "(?:(\\d{1,9}(?:\\.\\d{1,9})?)%\\s+)?(?:([A-Z]{3,10})\\s+)?((?:https?://[^\\s/]|/)\\S*)(?:\\s+(\\S.*))?");

    private static final int LOOKED_AT = 20;
    private static final int MOST_NUMBER = 1000;
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_.-]{0,99})}");

    private UrlList() {}

    static boolean recognises(String text) {
        var lines = text.lines().filter(UrlList::says).limit(LOOKED_AT).toList();
        return !lines.isEmpty()
                && lines.stream().allMatch(line -> LINE.matcher(line.strip()).matches());
    }

    static Traffic read(String name, String text) {
        var requests = new ArrayList<Request>();
        String base = null;
        int number = 0;
        boolean guessed = false;
        for (var line : text.lines().toList()) {
            number++;
            if (!says(line)) {
                continue;
            }
            var parts = LINE.matcher(line.strip());
            if (!parts.matches()) {
                throw new UnusableOrderException(name + ", line " + number + ": '" + shortened(line.strip())
                        + "' is no address; write METHOD https://host/path, with a body after it if it has one.");
            }
            base = sameBase(name, number, base, parts.group(3));
            var request = request(parts);
            guessed |= !request.variables().isEmpty();
            requests.add(request);
        }
        if (requests.isEmpty()) {
            throw new UnusableOrderException(name + " names no address; write one a line: GET https://host/path.");
        }
        var notes = guessed
                ? List.of("Values of {names} are numbers from 1 to 1000; put real ones in their place.")
                : List.<String>of();
        return new Traffic(base, null, requests, notes);
    }

    private static boolean says(String line) {
        return !line.isBlank() && !line.stripLeading().startsWith("#");
    }

    private static @Nullable String sameBase(String name, int number, @Nullable String base, String url) {
        if (url.startsWith("/")) {
            return base;
        }
        var own = Traffic.baseOf(url);
        if (base != null && !base.equals(own)) {
            throw new UnusableOrderException(name + ", line " + number + ": " + own + " is another host than " + base
                    + "; test one system at a time.");
        }
        return own;
    }

    private static Request request(Matcher parts) {
        var url = parts.group(3);
        var path = url.startsWith("/") ? url : Traffic.pathOf(url);
        var body = parts.group(4);
        var method = parts.group(2) == null ? (body == null ? "GET" : "POST") : parts.group(2);
        var variables = new ArrayList<Variable>();
        var place = PLACE.matcher(body == null ? path : path + "\n" + body);
        while (place.find()) {
            var variable = Variable.between(place.group(1), 1, MOST_NUMBER);
            if (!variables.contains(variable)) {
                variables.add(variable);
            }
        }
        boolean json = body != null && (body.startsWith("{") || body.startsWith("["));
        return new Request(
                method,
                path,
                json ? Map.of("Content-Type", "application/json") : Map.of(),
                List.of(),
                body,
                parts.group(1) == null ? 1 : Math.max(1e-9, Double.parseDouble(parts.group(1))),
                variables);
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }
}
