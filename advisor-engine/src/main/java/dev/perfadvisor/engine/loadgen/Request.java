package dev.perfadvisor.engine.loadgen;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One kind of request.
 *
 * @param path with its query, from the slash on; {@code {id}} stands for a value of the variable of that name
 * @param headers by name
 * @param secrets names of headers whose values are not written down, and are given when the test is run
 * @param body null for none; variables as in the path
 * @param share how many of these come for how many of the others
 * @param variables those that the path and the body name
 */
public record Request(
        String method,
        String path,
        Map<String, String> headers,
        List<String> secrets,
        @Nullable String body,
        double share,
        List<Variable> variables) {

    public Request {
        headers = Map.copyOf(headers);
        secrets = List.copyOf(secrets);
        variables = List.copyOf(variables);
    }

    /** What it is called in results: method and path, without the query. */
    public String name() {
        int query = path.indexOf('?');
        return method + " " + (query < 0 ? path : path.substring(0, query));
    }

    Request withShare(double other) {
        return new Request(method, path, headers, secrets, body, other, variables);
    }

    /**
     * Something that differs from request to request: a cache must not answer what users would miss.
     *
     * @param values to choose from; when empty, numbers from {@code least} to {@code most}
     */
    public record Variable(String name, List<String> values, long least, long most) {

        public Variable {
            values = List.copyOf(values);
        }

        static Variable among(String name, List<String> values) {
            return new Variable(name, values, 0, 0);
        }

        static Variable between(String name, long least, long most) {
            return new Variable(name, List.of(), least, Math.max(least, most));
        }
    }
}
