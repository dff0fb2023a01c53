package dev.perfadvisor.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Lists in pages: {@code limit} is how many are wanted, {@code after} names the last one of the page before. */
public final class Paging {

    /** In one page of what grows without an end. */
    public static final int MANY = 200;

    /** In one page of what is mostly wanted as a whole. */
    public static final int ALL = 1000;

    private Paging() {}

    /**
     * Some of a list.
     *
     * @param next address of the ones after them, null when there are none
     */
    public record Page<T>(List<T> items, @Nullable String next) {

        /** For lists that are an array in JSON, which has no room for an address: a header Link, if there are more. */
        public HttpHeaders links() {
            var headers = new HttpHeaders();
            if (next != null) {
                headers.set(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
            }
            return headers;
        }
    }

    /** Refuses a limit that is none, before anything is looked for. */
    public static void check(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw Problems.problem(
                    HttpStatus.BAD_REQUEST, "bad-limit", "Bad limit", "limit is a number from 1 to " + most + ".");
        }
    }

    /**
     * The page of what was found.
     *
     * @param found up to one more than the limit
     * @param path of the list
     * @param name by which {@code after} knows one
     */
    public static <T> Page<T> page(List<T> found, int limit, String path, Function<T, String> name) {
        var items = found.stream().limit(limit).toList();
        return new Page<>(
                items,
                found.size() <= limit
                        ? null
                        : path + "?limit=" + limit + "&after="
                                + URLEncoder.encode(name.apply(items.getLast()), StandardCharsets.UTF_8));
    }
}
