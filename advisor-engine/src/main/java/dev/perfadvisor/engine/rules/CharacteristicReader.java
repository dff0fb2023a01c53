package dev.perfadvisor.engine.rules;

import dev.perfadvisor.engine.model.Trait;
import dev.perfadvisor.engine.rules.Characteristic.Absent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a row of {@code differences.yaml}. */
final class CharacteristicReader {

    private CharacteristicReader() {}

    static Characteristic read(Yaml row, FactSchema schema) {
        row.allow("id", "area", "title", "over", "value", "per", "unless", "unit", "least", "source");
        row.need("source").text();
        var trait = new Trait(
                row.need("id").text(),
                row.need("area").text(),
                row.need("title").text(),
                row.need("unit").text(),
                row.need("least").limit());
        var over = row.get("over");
        if (!over.isPresent()) {
            var value = path(row.need("value"), schema);
            var per = optional(row.get("per"), schema);
            return new Characteristic(
                    trait, null, "", List.of(), value, per, optional(row.get("unless"), schema), 0, Absent.UNKNOWN);
        }
        over.allow("list", "as", "subject", "full", "absent");
        var list = path(over.need("list"), schema);
        var as = over.need("as").text();
        var element = schema.elements(list);
        if (element.isEmpty()) {
            over.error("'" + list + "' is no list of records");
        }
        var inside = element.map(type -> schema.with(as, type)).orElse(schema);
        return new Characteristic(
                trait,
                list,
                as,
                over.need("subject").items().stream()
                        .map(item -> path(item, inside))
                        .toList(),
                path(row.need("value"), inside),
                optional(row.get("per"), schema),
                optional(row.get("unless"), schema),
                over.get("full").isPresent() ? (int) over.get("full").number() : 0,
                over.need("absent").choice(Absent.class, Absent.UNKNOWN));
    }

    private static @Nullable FactPath optional(Yaml yaml, FactSchema schema) {
        return yaml.isPresent() ? path(yaml, schema) : null;
    }

    private static FactPath path(Yaml yaml, FactSchema schema) {
        var text = yaml.text();
        var path = FactPath.of(text);
        if (!FactPath.isPath(text)) {
            yaml.error("'" + text + "' is not a path of facts");
        } else if (schema.find(path) instanceof FactSchema.Lookup.Unknown(var message)) {
            yaml.error(message);
        }
        return path;
    }
}
