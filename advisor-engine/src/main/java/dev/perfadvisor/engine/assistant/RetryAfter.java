package dev.perfadvisor.engine.assistant;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a provider asks to wait: {@code Retry-After: 20}, or until {@code Fri, 27 Nov 2026 10:00:00 GMT}. */
final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");

    private RetryAfter() {}

    /** Null when it does not say, or nothing that can be understood. */
    static @Nullable Duration of(HttpHeaders headers) {
        var value = headers.firstValue("retry-after").map(String::strip).orElse("");
        if (SECONDS.matcher(value).matches()) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        // By the clock of the provider, where it tells the time.
        return date(value)
                .map(until -> Duration.between(
                        headers.firstValue("date").flatMap(RetryAfter::date).orElseGet(Instant::now), until))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                .orElse(null);
    }

    private static Optional<Instant> date(String value) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
