package net.parcelhub;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;

/** The busiest depots. */
final class Reports {

    private static final String BUSIEST =
            "select depot_id, count(*) as parcels, sum(weight_g) as weight from parcel group by depot_id order by 2 desc limit 10";
    private static final String HEAVY = "select p.depot_id, count(*) as scans, max(s.note) as note from parcel p"
            + " join scan_event s on s.parcel_id = p.id group by p.depot_id order by 2 desc limit 10";

    private record Kept(byte[] report, long until) {}

    private final Store store;
    private final Settings settings;
    private final AtomicReference<Kept> kept = new AtomicReference<>(new Kept(new byte[0], 0));

    Reports(Store store, Settings settings) {
        this.store = store;
        this.settings = settings;
    }

    byte[] busiest(String kind) throws SQLException {
        if (settings.has("no-cache")) {
            return Json.bytes(store.rows(BUSIEST));
        }
        if (settings.has("report-hogs-pool")) {
            return Json.bytes(store.rows(HEAVY));
        }
        return settings.has("stampede") ? eachForItself() : byOne();
    }

    /** Whoever finds the entry expired makes it anew, all at the same time. */
    private byte[] eachForItself() throws SQLException {
        var now = kept.get();
        if (System.currentTimeMillis() > now.until()) {
            now = new Kept(Json.bytes(store.rows(HEAVY)), System.currentTimeMillis() + 6_000);
            kept.set(now);
        }
        return now.report();
    }

    private synchronized byte[] byOne() throws SQLException {
        var now = kept.get();
        if (System.currentTimeMillis() > now.until()) {
            now = new Kept(Json.bytes(store.rows(BUSIEST)), System.currentTimeMillis() + 60_000);
            kept.set(now);
        }
        return now.report();
    }
}
