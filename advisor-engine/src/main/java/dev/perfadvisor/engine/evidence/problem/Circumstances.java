package dev.perfadvisor.engine.evidence.problem;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When it began and where it shows. */
final class Circumstances {

    private static final Pattern DEPLOY =
            Pattern.compile("\\b(deploy\\w*|release\\w*|upgrade\\w*|rollout|update|new version|migration)\\b");

    private static final String DAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:'s)?|yesterday|today|noon|midnight"
            + "|last (?:week|night|month|year)|this (?:morning|week)|\\d{1,2}(?::\\d\\d)? ?(?:am|pm|o'clock)?"
            + "|january|february|march|april|may|june|july|august|september|october|november|december";

    /** {@code since Tuesday's deploy}, {@code after the last release}. */
    private static final Pattern SINCE =
            Pattern.compile("\\b(?:since|after|from)\\s{1,2}(?:the |we |our |last )?(?:(?:" + DAY
                    + ")(?: (?:deploy\\w*|release|upgrade|update|rollout|migration))?"
                    + "|(?:deploy\\w*|release\\w*|upgrade\\w*|rollout|update|new version|migration|switch\\w*)\\b)");

    /** {@code /checkout}, {@code /orders/{id}}; no path of a file, as those have an ending. */
    private static final Pattern ENDPOINT =
            Pattern.compile("(?<![\\w/.:])/[a-z][\\w{}-]*(?:/[\\w{}-]+){0,6}(?![\\w/.])");

    private Circumstances() {}

    static boolean afterDeploy(String text) {
        return DEPLOY.matcher(text).find();
    }

    static @Nullable String since(String text) {
        var matcher = SINCE.matcher(text);
        return matcher.find() ? matcher.group().strip() : null;
    }

    static List<String> endpoints(String text) {
        return ENDPOINT.matcher(text)
                .results()
                .map(MatchResult::group)
                .distinct()
                .limit(20)
                .toList();
    }
}
