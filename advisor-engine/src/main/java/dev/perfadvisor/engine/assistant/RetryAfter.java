package dev.perfadvisor.engine.assistant;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a provider asks to wait: {@code Retry-After: 20}. A date instead is taken as "not said". */
final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");

    private RetryAfter() {}

    static @Nullable Duration of(HttpHeaders headers) {
        return headers.firstValue("retry-after")
                .map(String::strip)
                .filter(value -> SECONDS.matcher(value).matches())
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(null);
    }
}
