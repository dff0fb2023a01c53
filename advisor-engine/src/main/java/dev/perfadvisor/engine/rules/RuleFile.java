package dev.perfadvisor.engine.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One YAML file of a rule pack.
 *
 * @param name path relative to the pack, with forward slashes: {@code rules/gc/pause-long.yaml}
 */
public record RuleFile(String name, String text) {

    /** All YAML files below a directory, in order of their names. */
    public static List<RuleFile> below(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            var files = new ArrayList<RuleFile>();
            for (var path : (Iterable<Path>) paths.filter(RuleFile::isYaml).sorted()::iterator) {
                var name = directory.relativize(path).toString().replace('\\', '/');
                files.add(new RuleFile(name, Files.readString(path)));
            }
            return files;
        }
    }

    /**
     * The rule pack on the class path: the directory or jar that holds {@code causes.yaml} at its root.
     *
     * @throws IllegalStateException when there is none
     */
    public static List<RuleFile> onClassPath() {
        URL marker = RuleFile.class.getResource("/causes.yaml");
        if (marker == null) {
            throw new IllegalStateException("No rule base on the class path: causes.yaml is missing");
        }
        try {
            URI uri = marker.toURI();
            if (!"jar".equals(uri.getScheme())) {
                var parent = Path.of(uri).getParent();
                return parent == null ? List.of() : below(parent);
            }
            var jar = URI.create(uri.toString().substring(0, uri.toString().lastIndexOf('!')));
            try (var fileSystem = FileSystems.newFileSystem(jar, Map.of())) {
                return below(fileSystem.getPath("/"));
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Unreadable class path entry " + marker, e);
        } catch (IOException e) {
            throw new UncheckedIOException("The rule base can not be read from " + marker, e);
        }
    }

    private static boolean isYaml(Path path) {
        var file = path.getFileName();
        return file != null && file.toString().endsWith(".yaml") && Files.isRegularFile(path);
    }
}
