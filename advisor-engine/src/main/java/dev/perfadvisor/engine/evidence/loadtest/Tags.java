package dev.perfadvisor.engine.evidence.loadtest;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the tags of a point say of its request.
 *
 * @param endpoint name of the endpoint
 * @param failed whether the request failed; null when no tag says
 * @param status HTTP status, or k6's error code when there was no answer; null when no tag says
 */
record Tags(
        String endpoint, @Nullable Boolean failed, @Nullable String status) {

    static final Tags NONE = new Tags("(unnamed)", null, null);

    private static final int LONGEST_NAME = 200;

    /** {@code 17}, {@code 17-3}, {@code 9f1c2e...}, {@code 123e4567-e89b-12d3-a456-426614174000}. */
    private static final Pattern ID = Pattern.compile(
            "\\d[\\d._-]*|(?=[^/]*\\d)[0-9a-fA-F]{8,}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** From the tags as k6 writes them; a tag that is missing or empty is null. */
    static Tags of(
            @Nullable String name,
            @Nullable String url,
            @Nullable String method,
            @Nullable String status,
            @Nullable String errorCode,
            @Nullable String expectedResponse) {
        return new Tags(endpoint(name, url, method), failed(expectedResponse, status), outcome(status, errorCode));
    }

    /** k6 sets {@code name} to the URL when the script gives none: then all ids of a path would be endpoints. */
    private static String endpoint(@Nullable String name, @Nullable String url, @Nullable String method) {
        var given = name == null ? url : name;
        if (given == null) {
            return NONE.endpoint;
        }
        int scheme = given.indexOf("://");
        var full = scheme < 0 || scheme > 5 ? given : prefixed(method, path(given, scheme + 3));
        return full.length() <= LONGEST_NAME ? full : full.substring(0, LONGEST_NAME);
    }

    private static String prefixed(@Nullable String method, String path) {
        return method == null ? path : method + " " + path;
    }

    private static String path(String url, int afterScheme) {
        int start = url.indexOf('/', afterScheme);
        if (start < 0) {
            return "/";
        }
        int end = Math.min(url.length(), start + 4 * LONGEST_NAME);
        for (int i = start; i < end; i++) {
            char c = url.charAt(i);
            if (c == '?' || c == '#') {
                end = i;
            }
        }
        var path = new StringBuilder();
        for (var segment : url.substring(start + 1, end).split("/", -1)) {
            path.append('/').append(ID.matcher(segment).matches() ? "{id}" : segment);
        }
        return path.toString();
    }

    /** Without {@code expected_response}, k6's own rule: an answer of 200 to 399 is fine. */
    private static @Nullable Boolean failed(@Nullable String expectedResponse, @Nullable String status) {
        if (expectedResponse != null) {
            return !expectedResponse.equals("true");
        }
        if (status == null) {
            return null;
        }
        return !(status.length() == 3 && (status.startsWith("2") || status.startsWith("3")));
    }

    private static @Nullable String outcome(@Nullable String status, @Nullable String errorCode) {
        boolean answered = status != null && !status.equals("0");
        var outcome = answered || errorCode == null ? status : errorCode;
        return outcome == null || outcome.length() <= 20 ? outcome : outcome.substring(0, 20);
    }
}
