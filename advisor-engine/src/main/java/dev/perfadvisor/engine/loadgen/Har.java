package dev.perfadvisor.engine.loadgen;

import dev.perfadvisor.engine.loadgen.Request.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a browser requested ({@code log.entries[].request} of an HTTP archive). Requests of the host with most of them count, but
 * for pictures, styles, scripts and fonts; those that differ in ids of the path only are one, and the ids its data.
 */
final class Har {

    private static final Pattern BEGIN = Pattern.compile("\\A\\s*\\{\\s*\"log\"\\s*:\\s*\\{");
    private static final Pattern ASSET =
            Pattern.compile("(?i).*\\.(?:png|jpe?g|gif|svg|ico|webp|avif|css|m?js|map|woff2?|ttf|eot|mp4|webm)");

    /** {@code 4711}, {@code 3f2504e0-4f89-11d3-9a0c-0305e82c3301}, {@code 5f3c9a...} of 16 hexadecimal digits or more. */
    private static final Pattern ID =
            Pattern.compile("\\d{1,18}|(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?i)[0-9a-f]{16,64}");

    private static final int MOST_REQUESTS = 50;
    private static final int MOST_VALUES = 100;

    private final String base;
    private final Map<String, Seen> seen = new LinkedHashMap<>();
    private int assets;
    private int others;

    private Har(String base) {
        this.base = base;
    }

    /** Requests of one method and path. */
    private static final class Seen {
        private final JsonNode first;
        private final String path;
        private final List<Set<String>> ids = new ArrayList<>();
        private int times;

        private Seen(JsonNode first, String path) {
            this.first = first;
            this.path = path;
        }
    }

    static boolean recognises(String text) {
        return BEGIN.matcher(text).find() && text.contains("\"entries\"");
    }

    static Traffic read(String name, String text) {
        var entries = entries(name, text);
        var counts = new LinkedHashMap<String, Integer>();
        for (var entry : entries) {
            var url = entry.path("request").path("url").asString("");
            if (url.matches("(?i)https?://.+")) {
                counts.merge(Traffic.baseOf(url), 1, Integer::sum);
            }
        }
        var base = counts.entrySet().stream().max(Map.Entry.comparingByValue());
        if (base.isEmpty()) {
            throw new UnusableOrderException(
                    name + " holds no requests over HTTP; record with the network view of a browser, and save as HAR.");
        }
        var har = new Har(base.get().getKey());
        entries.forEach(entry -> har.add(entry.path("request")));
        return har.traffic(name);
    }

    private static JsonNode entries(String name, String text) {
        try {
            return JsonMapper.shared().readTree(text).path("log").path("entries");
        } catch (JacksonException e) {
            throw new UnusableOrderException(name + " is no whole HTTP archive: " + e.getOriginalMessage() + ".");
        }
    }

    private void add(JsonNode request) {
        var url = request.path("url").asString("");
        var path = url.isEmpty() ? "" : Traffic.pathOf(url);
        if (!url.startsWith(base) || !Traffic.baseOf(url).equals(base)) {
            others++;
        } else if (ASSET.matcher(path.split("\\?", 2)[0]).matches()) {
            assets++;
        } else {
            count(request, path);
        }
    }

    private void count(JsonNode request, String path) {
        var ids = new ArrayList<String>();
        var template = template(path, ids);
        var one = seen.computeIfAbsent(
                request.path("method").asString("GET") + " " + template, _ -> new Seen(request, template));
        one.times++;
        for (int i = 0; i < ids.size(); i++) {
            if (one.ids.size() <= i) {
                one.ids.add(new LinkedHashSet<>());
            }
            if (one.ids.get(i).size() < MOST_VALUES) {
                one.ids.get(i).add(ids.get(i));
            }
        }
    }

    /** {@code /orders/7/items/9?page=2} becomes {@code /orders/{id}/items/{id2}?page=2}. */
    private static String template(String path, List<String> ids) {
        int query = path.indexOf('?');
        var segments = (query < 0 ? path : path.substring(0, query)).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            if (ID.matcher(segments[i]).matches()) {
                ids.add(segments[i]);
                segments[i] = "{" + name(ids.size()) + "}";
            }
        }
        return String.join("/", segments) + (query < 0 ? "" : Secrets.masked(path.substring(query)));
    }

    private static String name(int number) {
        return number == 1 ? "id" : "id" + number;
    }

    private Traffic traffic(String name) {
        var requests = seen.values().stream()
                .sorted((a, b) -> Integer.compare(b.times, a.times))
                .limit(MOST_REQUESTS)
                .map(Har::request)
                .toList();
        if (requests.isEmpty()) {
            throw new UnusableOrderException(
                    name + " holds pictures, styles and scripts only; record a use of the service.");
        }
        var notes = new ArrayList<String>();
        note(
                notes,
                assets,
                "requests for pictures, styles, scripts and fonts were left out; a cache or CDN serves them.");
        note(notes, others, "requests to other hosts were left out.");
        note(
                notes,
                seen.size() - requests.size(),
                "kinds of requests beyond the " + MOST_REQUESTS + " most frequent were left out.");
        notes.add("Values of secrets are not copied from the recording: " + Secrets.MASKED
                + " and headers are yours to fill in.");
        return new Traffic(base, null, requests, notes);
    }

    private static void note(List<String> notes, int count, String what) {
        if (count > 0) {
            notes.add(count + " " + what);
        }
    }

    private static Request request(Seen seen) {
        var headers = new TreeMap<String, String>();
        var secrets = new ArrayList<String>();
        for (var header : seen.first.path("headers")) {
            var name = header.path("name").asString("");
            var lower = name.toLowerCase(Locale.ROOT);
            if (Secrets.isSecret(name)) {
                secrets.add(name);
            } else if (lower.equals("accept") || lower.equals("content-type") || lower.startsWith("x-")) {
                headers.put(name, header.path("value").asString(""));
            }
        }
        var variables = new ArrayList<Variable>();
        for (int i = 0; i < seen.ids.size(); i++) {
            variables.add(Variable.among(name(i + 1), List.copyOf(seen.ids.get(i))));
        }
        return new Request(
                seen.first.path("method").asString("GET"),
                seen.path,
                headers,
                secrets,
                body(seen.first),
                seen.times,
                variables);
    }

    private static @Nullable String body(JsonNode request) {
        var text = request.path("postData").path("text").asString("");
        return text.isEmpty() ? null : Secrets.masked(text);
    }
}
