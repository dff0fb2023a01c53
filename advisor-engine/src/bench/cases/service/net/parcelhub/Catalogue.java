package net.parcelhub;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Senders in memory, to be searched. */
final class Catalogue {

    /** Sessions, never taken out. */
    private static final Map<Long, Visit> VISITS = new ConcurrentHashMap<>();

    private record Visit(String query, byte[] preview) {}

    private record Sender(String name, String city, List<String> tags) {}

    private final List<Sender> senders = new ArrayList<>();
    private final Map<String, List<Sender>> byName = new HashMap<>();
    private final Settings settings;

    Catalogue(Store store, Settings settings) throws SQLException {
        this.settings = settings;
        for (var row : store.rows("select id, sender from parcel where id <= 30000 order by id")) {
            var name = String.valueOf(row.get("sender"));
            var sender = new Sender(name, "city " + name.length() % 7, List.of("road", "air", name));
            senders.add(sender);
            byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(sender);
        }
        if (settings.has("explicit-gc")) {
            Thread.ofPlatform().daemon().name("housekeeping").start(Catalogue::collect);
        }
    }

    byte[] search(String query) {
        if (settings.has("allocation")) {
            return Json.bytes(copied(query));
        }
        if (settings.has("regex")) {
            return Json.bytes(matching(query));
        }
        if (settings.has("quadratic")) {
            return Json.bytes(distinct());
        }
        if (settings.has("heap-leak")) {
            VISITS.put(System.nanoTime(), new Visit(query, new byte[40_000]));
        }
        return Json.bytes(byName.getOrDefault(query, List.of()).stream().limit(20).toList());
    }

    /** All senders are copied with new texts, for a search that finds some of them. */
    private List<Sender> copied(String query) {
        var lower = new ArrayList<Sender>();
        for (var sender : senders) {
            lower.add(new Sender(
                    sender.name().toLowerCase() + " ",
                    sender.city().toUpperCase(),
                    sender.tags().stream().map(tag -> tag + "!").toList()));
        }
        return lower.stream().filter(sender -> sender.name().contains(query)).limit(20).toList();
    }

    /** A pattern is compiled for each name. */
    private List<Sender> matching(String query) {
        return senders.stream()
                .filter(sender -> sender.name().matches("(?i)\\s*[a-z ]*" + query + "(\\s|-|$).*"))
                .limit(20)
                .toList();
    }

    /** A list is searched for each of its elements. */
    private int distinct() {
        var seen = new ArrayList<String>();
        for (int i = 0; i < 6_000; i++) {
            var key = senders.get(i).name() + i;
            if (!seen.contains(key)) {
                seen.add(key);
            }
        }
        return seen.size();
    }

    byte[] export(String much) {
        int rows = settings.has("large-payload") ? 9_000 : 30;
        if (settings.has("json")) {
            var bytes = Json.bytes(senders.subList(0, 6_000));
            return Json.bytes(((List<?>) Json.value(bytes)).subList(0, rows));
        }
        return Json.bytes(senders.subList(0, rows));
    }

    private static void collect() {
        try {
            while (true) {
                Thread.sleep(1_500);
                System.gc();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
