package net.parcelhub;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;

/** What it costs: tariff, duty and insurance come from another service. */
final class Quotes {

    private static final List<String> PARTS = List.of("tariff", "duty", "insurance", "toll");
    private static final int USUAL = 12;
    private static final int SLOW = 420;
    private static final int MIDDLING = 70;

    private final PartnerClient partner;
    private final Settings settings;

    Quotes(PartnerClient partner, Settings settings) {
        this.partner = partner;
        this.settings = settings;
    }

    byte[] quote(String zone) throws Exception {
        if (settings.has("slow-partner")) {
            return Json.bytes(Map.of("tariff", partner.ask("tariff", SLOW)));
        }
        if (settings.has("one-call")) {
            return Json.bytes(Map.of("tariff", partner.ask("tariff", MIDDLING)));
        }
        return Json.bytes(settings.has("sequential-partner") ? oneAfterTheOther() : together());
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
