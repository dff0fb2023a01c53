package dev.perfadvisor.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataDirectoryTest {

    private static final Path HOME = Path.of("/home/ann");

    @Test
    void isBelowTheHomeOfTheUser() {
        assertThat(DataDirectory.of(Map.of(), HOME)).hasToString("/home/ann/.local/share/performance-advisor");
    }

    @Test
    void isWhereTheUserSays() {
        assertThat(DataDirectory.of(Map.of("XDG_DATA_HOME", "/data"), HOME)).hasToString("/data/performance-advisor");
    }

    @Test
    void anEmptyOrRelativePathSaysNothing() {
        for (var path : new String[] {"", "data"}) {
            assertThat(DataDirectory.of(Map.of("XDG_DATA_HOME", path), HOME))
                    .hasToString("/home/ann/.local/share/performance-advisor");
        }
    }
}
