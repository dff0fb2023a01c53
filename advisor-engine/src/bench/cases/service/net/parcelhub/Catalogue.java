package net.parcelhub;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Senders in memory, to be searched. */
final class Catalogue {

    /** Sessions, never taken out. */
    private static final Map<Long, Visit> VISITS = new ConcurrentHashMap<>();

    /** Told of changes, and never taken out. */
    private static final Queue<Runnable> LISTENERS = new ConcurrentLinkedQueue<>();

    /** What is equal only where the name is, and always has the same hash. */
    private record Key(String name) {
        @Override
        public int hashCode() {
            return 7;
        }
    }

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
        if (settings.has("checksum")) {
            return Json.bytes(fingerprint(query));
        }
        if (settings.has("formatter")) {
            return Json.bytes(dates());
        }
        if (settings.has("same-hash")) {
            return Json.bytes(grouped());
        }
        if (settings.has("big-buffers")) {
            return Json.bytes(rendered(query));
        }
        if (settings.has("listeners")) {
            var state = new int[9_000];
            LISTENERS.add(() -> state[0]++);
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

    private static String fingerprint(String query) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var value = query.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 120_000; i++) {
                value = digest.digest(value);
            }
            return HexFormat.of().formatHex(value);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A format is made for each of the dates. */
    private static List<String> dates() {
        var dates = new ArrayList<String>();
        for (int i = 0; i < 6_000; i++) {
            dates.add(new SimpleDateFormat("EEEE, d MMMM yyyy", Locale.FRANCE).format(new Date(i * 86_400_000L)));
        }
        return dates.subList(0, 20);
    }

    private int grouped() {
        var groups = new HashMap<Key, Integer>();
        for (int i = 0; i < 2_500; i++) {
            groups.merge(new Key(senders.get(i).name() + i), 1, Integer::sum);
        }
        return groups.size();
    }

    /** Buffers for far more than is ever put into them. */
    private static int rendered(String query) {
        int used = 0;
        for (int i = 0; i < 12; i++) {
            var page = new byte[3_000_000];
            page[i] = (byte) query.length();
            used += page[i];
        }
        return used;
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
