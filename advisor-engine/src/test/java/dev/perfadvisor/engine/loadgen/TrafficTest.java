package dev.perfadvisor.engine.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfadvisor.engine.loadgen.Request.Variable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests out of documents. */
class TrafficTest {

    private static final String YAML = """
            openapi: 3.0.3
            info: {title: Shop, version: "1"}
            servers: [{url: "https://{where}.shop.example/v1/", variables: {where: {default: test}}}]
            security: [{token: []}]
            paths:
              /orders/{orderId}:
                parameters:
                  - {name: orderId, in: path, required: true, schema: {type: integer, minimum: 10, maximum: 99}}
                get: {responses: {}}
                delete: {responses: {}}
              /search:
                get:
                  security: []
                  parameters:
                    - {$ref: "#/components/parameters/state"}
                    - {name: page, in: query, schema: {type: integer}}
              /orders:
                post:
                  requestBody:
                    content:
                      application/json:
                        schema: {$ref: "#/components/schemas/Order"}
            components:
              parameters:
                state: {name: state, in: query, required: true, schema: {type: string, enum: [open, closed]}}
              schemas:
                Order:
                  type: object
                  properties:
                    id: {type: integer, readOnly: true}
                    item: {type: string, example: chair}
                    count: {type: integer, minimum: 2}
                    due: {type: string, format: date}
                    parent: {$ref: "#/components/schemas/Order"}
                    tags: {type: array, items: {type: string}}
            """;

    private static final String HAR = """
            {"log": {"version": "1.2", "entries": [
              {"request": {"method": "GET", "url": "https://cdn.example/lib.js", "headers": []}},
              {"request": {"method": "GET", "url": "https://shop.example/logo.png", "headers": []}},
              {"request": {"method": "GET", "url": "https://shop.example/orders/17?sid=1&token=abc#top", "headers": [
                {"name": "Accept", "value": "application/json"}, {"name": "User-Agent", "value": "x"},
                {"name": "Cookie", "value": "s=secret-cookie"}, {"name": "Authorization", "value": "Bearer secret-token"}]}},
              {"request": {"method": "GET", "url": "https://shop.example/orders/18?sid=1&token=abd", "headers": []}},
              {"request": {"method": "POST", "url": "https://shop.example/login", "headers": [],
                "postData": {"text": "{\\"user\\": \\"ann\\", \\"password\\": \\"hunter2\\"}"}}}]}}
            """;

    private static Traffic read(String text) {
        return Traffic.of("file", text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static Request named(Traffic traffic, String name) {
        return traffic.requests().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anOpenApiDocument() {
        var traffic = read(YAML);
        assertThat(traffic.baseUrl()).isEqualTo("https://test.shop.example/v1");
        assertThat(traffic.requests())
                .extracting(Request::name)
                .containsExactly("GET /orders/{orderId}", "GET /search", "POST /orders");
        assertThat(named(traffic, "GET /orders/{orderId}").variables())
                .containsExactly(new Variable("orderId", List.of(), 10, 99));
        assertThat(named(traffic, "GET /orders/{orderId}").secrets()).containsExactly("Authorization");
        var search = named(traffic, "GET /search");
        assertThat(search.path()).isEqualTo("/search?state={state}");
        assertThat(search.variables()).containsExactly(new Variable("state", List.of("open", "closed"), 0, 0));
        assertThat(search.secrets()).isEmpty();
        assertThat(named(traffic, "POST /orders").body())
                .startsWith("{\"item\":\"chair\",\"count\":2,\"due\":\"2026-01-31\",\"parent\":{\"item\":\"chair\"")
                .contains("\"tags\":[\"text\"]");
        assertThat(traffic.notes()).anyMatch(note -> note.contains("DELETE /orders/{orderId}"));
    }

    @Test
    void aSwaggerDocumentInJson() {
        var traffic = read("""
                {"swagger": "2.0", "host": "api.example:8443", "basePath": "/v2", "schemes": ["https"],
                 "paths": {"/pets/{name}": {"put": {"parameters": [
                   {"name": "name", "in": "path", "required": true, "type": "string"},
                   {"name": "body", "in": "body", "schema": {"type": "object", "properties": {"age": {"type": "number"}}}}]}}}}
                """);
        assertThat(traffic.baseUrl()).isEqualTo("https://api.example:8443/v2");
        var put = traffic.requests().getFirst();
        assertThat(put.body()).isEqualTo("{\"age\":1.0}");
        assertThat(put.headers()).isEqualTo(Map.of("Content-Type", "application/json"));
        assertThat(traffic.notes()).anyMatch(note -> note.contains("{name}"));
    }

    @Test
    void aRecordingKeepsNoSecretsAndGroupsIds() {
        var traffic = read(HAR);
        assertThat(traffic.baseUrl()).isEqualTo("https://shop.example");
        var orders = named(traffic, "GET /orders/{id}");
        assertThat(orders.share()).isEqualTo(2);
        assertThat(orders.path()).isEqualTo("/orders/{id}?sid=1&token=REPLACE_ME");
        assertThat(orders.variables()).containsExactly(new Variable("id", List.of("17", "18"), 0, 0));
        assertThat(orders.headers()).isEqualTo(Map.of("Accept", "application/json"));
        assertThat(orders.secrets()).containsExactlyInAnyOrder("Cookie", "Authorization");
        assertThat(named(traffic, "POST /login").body()).isEqualTo("{\"user\": \"ann\", \"password\": \"REPLACE_ME\"}");
        assertThat(traffic.notes())
                .anyMatch(note -> note.startsWith("1 requests for pictures"))
                .anyMatch(note -> note.startsWith("1 requests to other hosts"));
        assertThat(traffic.toString()).doesNotContain("secret-", "hunter2", "abc");
    }

    @Test
    void aListOfAddresses() {
        var traffic = read("""
                # the shop
                70% https://shop.example/items/{id}

                30% POST /orders {"item": "{id}", "count": 1}
                """);
        assertThat(traffic.baseUrl()).isEqualTo("https://shop.example");
        assertThat(traffic.requests()).extracting(Request::name).containsExactly("GET /items/{id}", "POST /orders");
        assertThat(traffic.requests()).extracting(Request::share).containsExactly(70.0, 30.0);
        var post = traffic.requests().getLast();
        assertThat(post.body()).isEqualTo("{\"item\": \"{id}\", \"count\": 1}");
        assertThat(post.headers()).isEqualTo(Map.of("Content-Type", "application/json"));
        assertThat(post.variables()).containsExactly(new Variable("id", List.of(), 1, 1000));
    }

    @Test
    void whatIsWrongIsSaidWithItsPlace() {
        assertThatThrownBy(() -> Traffic.ofLines("list", List.of("http://a/x", "ftp://b")))
                .isInstanceOf(UnusableOrderException.class)
                .hasMessageContaining("list, line 2: 'ftp://b'");
        assertThatThrownBy(() -> Traffic.ofLines("list", List.of("http://a/x", "http://b/y")))
                .hasMessageContaining("line 2: http://b is another host than http://a");
        assertThatThrownBy(() -> read("openapi: 3.0.0\npaths:\n  /a: [\n"))
                .isInstanceOf(UnusableOrderException.class)
                .hasMessageContaining("line ");
        assertThatThrownBy(() -> read("{\"openapi\": \"3.0.0\", \"paths\": {}}"))
                .hasMessageContaining("nothing to request");
        assertThatThrownBy(() -> read("{\"log\": {\"entries\": [")).hasMessageContaining("no whole HTTP archive");
    }

    @Test
    void otherFilesAreNoneOfThese() {
        for (var text : List.of("", "hello", "{\"metrics\": {}}", "timeStamp,elapsed,label\n1,2,a\n", "\u0000\u0001")) {
            assertThat(Traffic.of("file", text.getBytes(StandardCharsets.UTF_8)))
                    .as(text)
                    .isEmpty();
        }
    }
}
