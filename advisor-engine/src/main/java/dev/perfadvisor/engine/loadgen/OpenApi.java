package dev.perfadvisor.engine.loadgen;

import dev.perfadvisor.engine.loadgen.Request.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The operations of an OpenAPI 3 or Swagger 2 document, in JSON or YAML, with equal shares. What deletes is left out: the second
 * run of such a test would find nothing.
 */
final class OpenApi {

    private static final Pattern JSON = Pattern.compile("\\A\\s*\\{");
    private static final Pattern VERSION =
            Pattern.compile("(?m)^\\s{0,8}[\"']?(?:openapi|swagger)[\"']?\\s*:\\s*[\"']?[23]\\.");
    private static final Pattern MINIFIED = Pattern.compile("\\A\\s*\\{\\s*\"(?:openapi|swagger)\"\\s*:\\s*\"[23]\\.");
    private static final Pattern PATHS = Pattern.compile("(?m)(?:^|[{,]\\s*)[\"']?paths[\"']?\\s*:");
    private static final Set<String> WANTED = Set.of("get", "head", "post", "put", "patch");
    private static final Set<String> BODIES = Set.of("post", "put", "patch");
    private static final int MOST_REQUESTS = 50;
    private static final long MOST_NUMBER = 1000;

    private final JsonNode document;
    private final OpenApiExample example;
    private final Set<String> guessed = new TreeSet<>();

    private OpenApi(JsonNode document) {
        this.document = document;
        this.example = new OpenApiExample(document);
    }

    static boolean recognises(String text) {
        return (VERSION.matcher(text).find() || MINIFIED.matcher(text).find())
                && PATHS.matcher(text).find();
    }

    static Traffic read(String name, String text) {
        try {
            var mapper = JSON.matcher(text).find() ? JsonMapper.shared() : YAMLMapper.shared();
            return new OpenApi(mapper.readTree(text)).traffic(name);
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw new UnusableOrderException(name + (at == null ? "" : ", line " + at.getLineNr())
                    + ": the OpenAPI document can not be parsed: " + e.getOriginalMessage() + ".");
        }
    }

    private Traffic traffic(String name) {
        var requests = new ArrayList<Request>();
        var leftOut = new ArrayList<String>();
        for (var path : document.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                var method = operation.getKey().toLowerCase(Locale.ROOT);
                if (WANTED.contains(method) && requests.size() < MOST_REQUESTS) {
                    requests.add(request(method, path.getKey(), path.getValue(), operation.getValue()));
                } else if (WANTED.contains(method) || method.equals("delete")) {
                    leftOut.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
            }
        }
        if (requests.isEmpty()) {
            throw new UnusableOrderException(
                    name + " describes no operation that reads or writes; there is nothing to request.");
        }
        var notes = new ArrayList<String>();
        notes.add(
                "The document says nothing of how often each operation is called: all have the same share. Set them as in production.");
        if (!leftOut.isEmpty()) {
            notes.add("Left out: " + String.join(", ", leftOut) + ".");
        }
        if (!guessed.isEmpty()) {
            notes.add("The document has no values for " + String.join(", ", guessed)
                    + ": numbers from 1 to 1000 stand for them. Put real ones in their place.");
        }
        return new Traffic(base(), null, requests, notes);
    }

    /** {@code servers[0].url}, or Swagger's scheme, host and base path; null when it has no host. */
    private @Nullable String base() {
        var url = document.path("servers").path(0).path("url").asString("");
        if (url.isEmpty() && document.has("host")) {
            url = document.path("schemes").path(0).asString("https") + "://"
                    + document.path("host").asString("")
                    + document.path("basePath").asString("");
        }
        for (var variable : document.path("servers").path(0).path("variables").properties()) {
            url = url.replace(
                    "{" + variable.getKey() + "}",
                    variable.getValue().path("default").asString(""));
        }
        return url.matches("(?i)https?://[^/].*") ? url.replaceFirst("/+$", "") : null;
    }

    private Request request(String method, String path, JsonNode shared, JsonNode operation) {
        var variables = new ArrayList<Variable>();
        var query = new ArrayList<String>();
        var headers = new TreeMap<String, String>();
        var secrets = new TreeSet<String>();
        JsonNode swaggerBody = null;
        for (var parameter : parameters(shared, operation)) {
            var name = parameter.path("name").asString("");
            boolean required = parameter.path("required").asBoolean(false);
            switch (parameter.path("in").asString("")) {
                case "path" -> variables.add(variable(name, parameter));
                case "query" -> {
                    if (required) {
                        variables.add(variable(name, parameter));
                        query.add(name + "={" + name + "}");
                    }
                }
                case "header" -> {
                    if (required && Secrets.isSecret(name)) {
                        secrets.add(name);
                    } else if (required) {
                        headers.put(name, first(parameter));
                    }
                }
                case "body" -> swaggerBody = parameter.path("schema");
                default -> {}
            }
        }
        if (operation.path("security").size() > 0
                || (!operation.has("security") && document.path("security").size() > 0)) {
            secrets.add("Authorization");
        }
        var body = BODIES.contains(method) ? body(operation, swaggerBody) : null;
        if (body != null) {
            headers.put("Content-Type", "application/json");
        }
        return new Request(
                method.toUpperCase(Locale.ROOT),
                path + (query.isEmpty() ? "" : "?" + String.join("&", query)),
                headers,
                List.copyOf(secrets),
                body,
                1,
                variables);
    }

    /** Those of the operation go before those of its path. */
    private List<JsonNode> parameters(JsonNode shared, JsonNode operation) {
        var parameters = new LinkedHashMap<String, JsonNode>();
        for (var list : List.of(shared.path("parameters"), operation.path("parameters"))) {
            for (var parameter : list) {
                var resolved = example.resolved(parameter);
                parameters.put(
                        resolved.path("in").asString("") + " "
                                + resolved.path("name").asString(""),
                        resolved);
            }
        }
        return List.copyOf(parameters.values());
    }

    private @Nullable String body(JsonNode operation, @Nullable JsonNode swaggerBody) {
        if (swaggerBody != null) {
            return example.of(swaggerBody).toString();
        }
        var content = example.resolved(operation.path("requestBody")).path("content");
        for (var type : content.properties()) {
            if (type.getKey().contains("json")) {
                return example.ofMedia(type.getValue()).toString();
            }
        }
        return null;
    }

    /** From examples or the enumeration, else between the bounds of a number, else a guess. */
    private Variable variable(String name, JsonNode parameter) {
        var schema = example.resolved(parameter.path("schema").isMissingNode() ? parameter : parameter.path("schema"));
        var values = new ArrayList<String>();
        for (var source : List.of(parameter, schema)) {
            add(values, source.path("example"));
            for (var one : source.path("examples")) {
                add(values, one.has("value") ? one.path("value") : one);
            }
        }
        schema.path("enum").forEach(one -> add(values, one));
        if (!values.isEmpty() && !schema.path("type").asString("").equals("integer")) {
            return Variable.among(name, values.stream().distinct().toList());
        }
        if (schema.has("minimum") || schema.has("maximum")) {
            long least = schema.path("minimum").asLong(1);
            return Variable.between(name, least, schema.path("maximum").asLong(least + MOST_NUMBER - 1));
        }
        if (!values.isEmpty()) {
            return Variable.among(name, values.stream().distinct().toList());
        }
        guessed.add("{" + name + "}");
        return Variable.between(name, 1, MOST_NUMBER);
    }

    private String first(JsonNode parameter) {
        var variable = variable(parameter.path("name").asString(""), parameter);
        return variable.values().isEmpty()
                ? String.valueOf(variable.least())
                : variable.values().getFirst();
    }

    private static void add(List<String> values, JsonNode value) {
        if (value.isValueNode() && !value.isNull()) {
            values.add(value.asString());
        }
    }
}
