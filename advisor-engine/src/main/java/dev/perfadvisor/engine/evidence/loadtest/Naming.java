package dev.perfadvisor.engine.evidence.loadtest;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the tags of a request say of its endpoint and of how it ended. */
final class Naming {

    static final String UNNAMED = "(unnamed)";

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_OUTCOME = 60;

    /** {@code 17}, {@code 17-3}, {@code 9f1c2e...}, {@code 123e4567-e89b-12d3-a456-426614174000}. */
    private static final Pattern ID = Pattern.compile(
            "\\d[\\d._-]*|(?=[^/]*\\d)[0-9a-fA-F]{8,}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private Naming() {}

    /** Tools name a request by its URL when the script gives no name: then all ids of a path would be endpoints. */
    static String endpoint(@Nullable String name, @Nullable String url, @Nullable String method) {
        var given = name == null ? url : name;
        if (given == null) {
            return UNNAMED;
        }
        int scheme = given.indexOf("://");
        var full = scheme < 0 || scheme > 5 ? given : prefixed(method, path(given, scheme + 3));
        return full.length() <= LONGEST_NAME ? full : full.substring(0, LONGEST_NAME);
    }

    /** By {@code expected_response}, and without it by k6's own rule: an answer of 200 to 399 is fine. Null when no tag says. */
    static @Nullable Boolean failed(Map<String, String> tags) {
        var expected = tags.get("expected_response");
        var status = tags.get("status");
        if (expected != null) {
            return !expected.equals("true");
        }
        return status == null ? null : (Boolean) !isFine(status);
    }

    static boolean isFine(String status) {
        return status.length() == 3 && (status.startsWith("2") || status.startsWith("3"));
    }

    /** HTTP status, or k6's error code when there was no answer; null when no tag says. */
    static @Nullable String outcome(@Nullable String status, @Nullable String errorCode) {
        boolean answered = status != null && !status.equals("0");
        var outcome = answered || errorCode == null ? status : errorCode;
        return outcome == null || outcome.length() <= LONGEST_OUTCOME ? outcome : outcome.substring(0, LONGEST_OUTCOME);
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
}
