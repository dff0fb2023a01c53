package dev.perfadvisor.http.access;

import dev.perfadvisor.http.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Keeps pages of foreign sites out: a browser at this machine sends their requests here, too. A name that an attacker points
 * at this machine shows in {@code Host}, and the site of a page in {@code Origin}.
 */
final class Origins {

    private static final Pattern PORT = Pattern.compile(":[0-9]+$");
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|\\[::1\\]");

    private Origins() {}

    /** @throws org.springframework.web.ErrorResponseException when it comes from elsewhere */
    static void check(HttpServletRequest request) {
        var host = request.getHeader(HttpHeaders.HOST);
        if (!isLoopback(host) || isForeign(request.getHeader(HttpHeaders.ORIGIN), String.valueOf(host))) {
            throw Problems.problem(
                    HttpStatus.FORBIDDEN,
                    "foreign-site",
                    "Foreign site",
                    "This server answers to this machine only: call it as localhost or 127.0.0.1, and not from a page of"
                            + " another site.");
        }
    }

    private static boolean isLoopback(@Nullable String host) {
        return host != null
                && LOOPBACK.matcher(PORT.matcher(host.toLowerCase(Locale.ROOT)).replaceFirst(""))
                        .matches();
    }

    private static boolean isForeign(@Nullable String origin, String host) {
        if (origin == null) {
            return false;
        }
        try {
            return !host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
