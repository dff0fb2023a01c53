package dev.perfadvisor.engine.loadgen;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be requested.
 *
 * @param baseUrl scheme, host and port; null when the source does not say
 * @param rate requests per second; null when the source does not say
 * @param requests each with its share
 * @param notes guesses, and what was left out
 */
public record Traffic(@Nullable String baseUrl, @Nullable Double rate, List<Request> requests, List<String> notes) {

    public Traffic {
        requests = List.copyOf(requests);
        notes = List.copyOf(notes);
    }

    /**
     * Reads a document that says what is to be requested: OpenAPI or Swagger (JSON or YAML), HAR, or a list of addresses.
     *
     * @param name as the user knows it
     * @return empty when it is none of these
     * @throws UnusableOrderException when it is one of these, and nothing can be requested by it
     */
    public static Optional<Traffic> of(String name, byte[] content) {
        var text = new String(content, StandardCharsets.UTF_8).replaceFirst("^\\uFEFF", "");
        if (OpenApi.recognises(text)) {
            return Optional.of(OpenApi.read(name, text));
        }
        if (Har.recognises(text)) {
            return Optional.of(Har.read(name, text));
        }
        return UrlList.recognises(text) ? Optional.of(UrlList.read(name, text)) : Optional.empty();
    }

    /** Lines of a list of addresses, as {@link #of} reads them. */
    public static Traffic ofLines(String name, List<String> lines) {
        return UrlList.read(name, String.join("\n", lines));
    }

    /** {@code https://host:8443}, of a full address. */
    static String baseOf(String url) {
        int host = url.indexOf("://") + 3;
        int end = host;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return url.substring(0, end);
    }

    /** From the slash on, without a fragment. */
    static String pathOf(String url) {
        var path = url.substring(baseOf(url).length());
        int fragment = path.indexOf('#');
        path = fragment < 0 ? path : path.substring(0, fragment);
        return path.startsWith("/") ? path : "/" + path;
    }
}
