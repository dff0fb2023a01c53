package net.parcelhub;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** What it costs: tariff, duty and insurance come from another service. */
final class Quotes {

    private static final List<String> PARTS = List.of("tariff", "duty", "insurance", "toll");
    private static final int USUAL = 12;
    private static final int SLOW = 420;
    private static final int MIDDLING = 70;

    private final Store store;
    private final PartnerClient partner;
    private final Settings settings;
    private final AtomicLong asked = new AtomicLong();

    Quotes(Store store, PartnerClient partner, Settings settings) {
        this.store = store;
        this.partner = partner;
        this.settings = settings;
    }

    byte[] quote(String zone) throws Exception {
        if (settings.has("slow-partner")) {
            return Json.bytes(Map.of("tariff", partner.ask("tariff", SLOW)));
        }
        if (settings.has("slow-now-and-then")) {
            return Json.bytes(Map.of("tariff", partner.ask("tariff", asked.incrementAndGet() % 8 == 0 ? SLOW * 4 : USUAL)));
        }
        if (settings.has("refusing-partner")) {
            return Json.bytes(Map.of("tariff", partner.ask(asked.incrementAndGet() % 3 == 0 ? "refused" : "tariff", USUAL)));
        }
        if (settings.has("same-again")) {
            return Json.bytes(constants());
        }
        if (settings.has("one-call")) {
            return Json.bytes(Map.of("tariff", partner.ask("tariff", MIDDLING)));
        }
        return Json.bytes(settings.has("sequential-partner") ? oneAfterTheOther() : together());
    }

    /** What never changes is read from the database each time it is needed. */
    private List<Map<String, Object>> constants() throws SQLException {
        List<Map<String, Object>> read = List.of();
        for (int i = 0; i < 45; i++) {
            read = store.rows("select id, city, counter from depot where id between ? and ? order by id", 1 + i % 3, 160 + i % 3);
        }
        return read;
    }

    private Map<String, String> oneAfterTheOther() throws Exception {
        var parts = new TreeMap<String, String>();
        for (var part : PARTS) {
            parts.put(part, partner.ask(part, MIDDLING));
        }
        return parts;
    }

    private Map<String, String> together() throws Exception {
        var parts = new TreeMap<String, String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = PARTS.stream()
                    .map(part -> Map.entry(part, threads.submit(() -> partner.ask(part, USUAL))))
                    .toList();
            for (var one : asked) {
                parts.put(one.getKey(), one.getValue().get());
            }
        }
        return parts;
    }
}
