package dev.perfadvisor.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The description of the API is made from the code; the one that is committed says what it said last. After a change that is
 * meant, {@code -Dopenapi.write=true} writes it anew, and the change shows in the review.
 */
class OpenApiTest {

    private static final Path COMMITTED = Path.of("docs", "openapi.json");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    @RegisterExtension
    static final RunningService SERVICE = new RunningService("advisor.analysis.isolated=false");

    @Test
    void theApiIsWhatIsCommitted() throws IOException, InterruptedException {
        var made = JSON.writeValueAsString(
                        JSON.readValue(SERVICE.get("/v3/api-docs").status(200).body(), Object.class))
                + "\n";
        if (Boolean.getBoolean("openapi.write")) {
            Files.writeString(COMMITTED, made);
        }
        assertThat(made).as("run with -Dopenapi.write=true when this is meant").isEqualTo(Files.readString(COMMITTED));
    }

    @Test
    void everythingIsDescribed() throws IOException, InterruptedException {
        var api = SERVICE.get("/v3/api-docs").json();
        var bare = new ArrayList<String>();
        api.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    var name = operation.getKey() + " " + path.getKey();
                    if (operation.getValue().path("summary").asString("").isEmpty()) {
                        bare.add(name + " has no summary");
                    }
                    if (!operation.getValue().path("responses").has("default")) {
                        bare.add(name + " does not say how problems look");
                    }
                }));
        api.path("components")
                .path("schemas")
                .properties()
                .forEach(schema -> schema.getValue()
                        .path("properties")
                        .properties()
                        .forEach(property -> {
                            if (!hasExample(property.getValue())) {
                                bare.add(schema.getKey() + "." + property.getKey() + " has no example");
                            }
                        }));
        assertThat(bare).isEmpty();
    }

    /** What is made of other schemas has theirs, and the form of dates and switches says it all. */
    private static boolean hasExample(JsonNode property) {
        var type = property.path("type").asString("");
        return property.has("example")
                || property.has("$ref")
                || property.has("enum")
                || property.has("format")
                || property.has("additionalProperties")
                || property.has("description")
                || type.equals("array")
                || type.equals("boolean");
    }
}
