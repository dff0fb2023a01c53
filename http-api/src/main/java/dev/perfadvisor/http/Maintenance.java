package dev.perfadvisor.http;

import dev.perfadvisor.engine.store.jdbc.ApiKeys;
import dev.perfadvisor.http.access.Scopes;
import dev.perfadvisor.http.settings.Backups;
import dev.perfadvisor.http.settings.StorageOnly;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Commands for whoever runs the server: {@code keys add|list|revoke}, {@code backup}, {@code restore}. */
final class Maintenance {

    private static final Set<String> COMMANDS = Set.of("keys", "backup", "restore");

    private Maintenance() {}

    static boolean isCommand(String word) {
        return COMMANDS.contains(word);
    }

    static void run(List<String> args, PrintStream out) {
        var words = new ArrayList<>(args);
        var data = option(words, "--data");
        var scopes = option(words, "--scopes");
        var settings = data.isEmpty() ? new String[0] : new String[] {"--advisor.data=" + data};
        if (words.getFirst().equals("restore")) {
            restore(words, data, out);
            return;
        }
        try (var context = new SpringApplicationBuilder(StorageOnly.class)
                .web(WebApplicationType.NONE)
                .run(settings)) {
            if (words.getFirst().equals("backup")) {
                var file = Path.of(word(words, 1, "backup FILE"));
                write(context.getBean(Backups.class), file);
                out.println("The backup is in " + file + ".");
            } else {
                keys(words, scopes, context.getBean(ApiKeys.class), out);
            }
        }
    }

    private static void write(Backups backups, Path file) {
        try {
            backups.write(file);
        } catch (IOException e) {
            throw new RefusedException("The backup can not be written, and there is none: " + e + ".");
        }
    }

    private static void restore(List<String> words, String data, PrintStream out) {
        if (data.isEmpty()) {
            throw new RefusedException("restore wants --data DIR, a directory that is empty or not there yet.");
        }
        try {
            Backups.restore(Path.of(word(words, 1, "restore FILE")), Path.of(data));
            out.println("What was backed up is in " + data + ".");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keys(List<String> words, String scopes, ApiKeys keys, PrintStream out) {
        switch (word(words, 1, "keys add OWNER, keys list or keys revoke ID")) {
            case "add" -> {
                var wanted = scopes.isEmpty() ? Scopes.USUAL : new TreeSet<>(List.of(scopes.split(",")));
                if (!Scopes.ALL.containsAll(wanted)) {
                    throw new RefusedException("'" + scopes + "' are no scopes: name some of read,write,admin.");
                }
                var owner = word(words, 2, "keys add OWNER").strip();
                if (owner.isEmpty() || owner.length() > Scopes.MOST_OWNER) {
                    throw new RefusedException("An owner has 1 to " + Scopes.MOST_OWNER + " characters.");
                }
                out.println(keys.make(owner, wanted).text());
            }
            case "list" ->
                keys.list()
                        .forEach(key -> out.println(key.id() + "  " + key.owner() + "  "
                                + String.join(",", new TreeSet<>(key.scopes())) + "  " + key.createdAt()
                                + (key.revokedAt() == null ? "" : "  revoked " + key.revokedAt())));
            case "revoke" -> {
                var id = word(words, 2, "keys revoke ID");
                if (!keys.revoke(id)) {
                    throw new RefusedException("There is no good key '" + id + "'; keys list shows all of them.");
                }
                out.println("The key " + id + " is no longer good.");
            }
            default -> throw new RefusedException("There is keys add OWNER, keys list and keys revoke ID.");
        }
    }

    private static String word(List<String> words, int at, String usage) {
        if (words.size() != at + 1 && !(at == 1 && words.getFirst().equals("keys") && words.size() > 1)) {
            throw new RefusedException("Usage: advisor serve " + usage + ".");
        }
        return words.get(at);
    }

    /** Takes an option and its value out of the words; empty when it is not there. */
    private static String option(List<String> words, String name) {
        int at = words.indexOf(name);
        if (at < 0) {
            return "";
        }
        if (at + 1 == words.size()) {
            throw new RefusedException("The option " + name + " wants a value.");
        }
        words.remove(at);
        return words.remove(at);
    }
}
