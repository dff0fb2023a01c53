package dev.perfadvisor.engine.evidence.slowquery;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plans that a server writes as JSON, YAML or XML, all as the tree that the JSON of it is. */
final class PlanTree {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int DEEPEST = 400;

    private PlanTree() {}

    /** The tree in this text, null when it is damaged or none of the three. */
    static @Nullable JsonNode read(byte[] text, int from, int to) {
        int at = Ascii.skipBlanks(text, from, to);
        while (at < to && (text[at] == '\n' || text[at] == '\r')) {
            at = Ascii.skipBlanks(text, at + 1, to);
        }
        if (at >= to) {
            return null;
        }
        try {
            return switch (text[at]) {
                case '{', '[' -> MAPPER.readTree(text, at, to - at);
                case '<' -> MAPPER.valueToTree(xml(text, at, to));
                default -> MAPPER.valueToTree(yaml(text, at, to));
            };
        } catch (JacksonException | XMLStreamException _) {
            return null;
        }
    }

    private static Object yaml(byte[] text, int from, int to) {
        var all = new String(text, from, to - from, StandardCharsets.UTF_8);
        return PlanYaml.read(all, quoted -> MAPPER.readValue(quoted, String.class));
    }

    /** {@code <Node-Type>Seq Scan</Node-Type>}: names have hyphens for blanks, lists repeat one name inside another. */
    private static Map<String, Object> xml(byte[] text, int from, int to) throws XMLStreamException {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // The parser prints what it says of bytes that are no UTF-8, and gives up; of text it says nothing.
        var reader = factory.createXMLStreamReader(
                new StringReader(new String(text, from, to - from, StandardCharsets.UTF_8)));
        reader.nextTag();
        Object root = element(reader, 0);
        var query = root instanceof Map<?, ?> map && map.get("Query") instanceof Map<?, ?> inner ? inner : root;
        var result = new LinkedHashMap<String, Object>();
        if (query instanceof Map<?, ?> map) {
            map.forEach((name, value) -> result.put(String.valueOf(name), value));
        }
        return result;
    }

    private static Object element(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > DEEPEST) {
            throw new XMLStreamException("deeper than any plan");
        }
        String name = reader.getLocalName();
        var children = new LinkedHashMap<String, Object>();
        List<Object> items = new ArrayList<>();
        var text = new StringBuilder();
        while (reader.next() != XMLStreamConstants.END_ELEMENT) {
            if (reader.isCharacters()) {
                text.append(reader.getText());
            } else if (reader.isStartElement()) {
                String child = reader.getLocalName().replace('-', ' ');
                Object value = element(reader, depth + 1);
                children.put(child, value);
                items.add(value);
            }
        }
        return items.isEmpty() ? text.toString().strip() : name.equals("Plans") ? items : children;
    }
}
