package dev.perfadvisor.http;

import dev.perfadvisor.http.cases.Keys;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.WebRequest;

/** Answers with an ETag, which come again only when they have changed. */
public final class Tagged {

    private static final int CHARS = 32;

    private Tagged() {}

    /** A tag of what an answer is made of, and of the form that is accepted. */
    public static String of(WebRequest request, Object... parts) {
        var digest = Keys.sha256();
        digest.update(String.valueOf(request.getHeader(HttpHeaders.ACCEPT)).getBytes(StandardCharsets.UTF_8));
        for (var part : parts) {
            // The length before it, so that it can not run into the next one.
            var text = part.toString();
            digest.update((text.length() + ":" + text).getBytes(StandardCharsets.UTF_8));
        }
        return "W/\"" + HexFormat.of().formatHex(digest.digest()).substring(0, CHARS) + "\"";
    }

    /** The answer, or 304 when the client has it. */
    public static <T> ResponseEntity<T> answer(WebRequest request, String tag, Supplier<T> body) {
        if (request.checkNotModified(tag)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .eTag(tag)
                    .varyBy(HttpHeaders.ACCEPT)
                    .build();
        }
        return ResponseEntity.ok()
                .eTag(tag)
                .varyBy(HttpHeaders.ACCEPT)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(body.get());
    }
}
