package dev.perfadvisor.engine.store.jdbc;

import java.nio.file.Path;
import java.util.Map;

/** Where data of the user's is kept: the XDG base directory specification, which has no say on a relative path. */
public final class DataDirectory {

    private static final String NAME = "performance-advisor";

    private DataDirectory() {}

    /**
     * {@code $XDG_DATA_HOME/performance-advisor}, by default {@code ~/.local/share/performance-advisor}.
     *
     * @param environment variables of the process
     * @param home directory of the user
     */
    public static Path of(Map<String, String> environment, Path home) {
        var said = environment.getOrDefault("XDG_DATA_HOME", "");
        boolean absolute = !said.isEmpty() && Path.of(said).isAbsolute();
        return (absolute ? Path.of(said) : home.resolve(".local").resolve("share")).resolve(NAME);
    }
}
