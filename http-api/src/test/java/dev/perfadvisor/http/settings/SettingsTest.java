package dev.perfadvisor.http.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Every setting is told to whoever runs the service, with what it usually is. */
class SettingsTest {

    @Test
    void everySettingIsDocumented() throws IOException {
        var page = Files.readString(Path.of("docs", "operation.md"));
        var rows = new ArrayList<String>();
        rowsOf("advisor.", Settings.class, rows);
        assertThat(rows).hasSizeGreaterThan(15);
        assertThat(rows).allSatisfy(row -> assertThat(page).contains(row));
        assertThat(page.lines().filter(line -> line.startsWith("| `advisor.")).count())
                .isEqualTo(rows.size());
    }

    private static void rowsOf(String prefix, Class<?> settings, List<String> rows) {
        for (RecordComponent one : settings.getRecordComponents()) {
            var name = prefix + one.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (one.getType().isRecord()) {
                rowsOf(name + ".", one.getType(), rows);
            } else {
                rows.add("| `" + name + "` |" + usual(settings, one.getName()));
            }
        }
    }

    /** The annotation is on the parameter of the constructor. */
    private static String usual(Class<?> settings, String name) {
        for (var parameter : settings.getDeclaredConstructors()[0].getParameters()) {
            var usual = parameter.getAnnotation(DefaultValue.class);
            if (parameter.getName().equals(name) && usual != null && usual.value().length > 0) {
                return usual.value()[0].isEmpty() ? " |" : " `" + usual.value()[0] + "` |";
            }
        }
        return " below `$XDG_DATA_HOME` |";
    }
}
