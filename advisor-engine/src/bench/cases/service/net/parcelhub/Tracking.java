package net.parcelhub;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where parcels are. */
final class Tracking {

    private static final int SHOWN = 40;
    private static final int LISTED = 150;

    private final Store store;
    private final Settings settings;

    Tracking(Store store, Settings settings) {
        this.store = store;
        this.settings = settings;
    }

    /** A parcel and its scans. The index on scan_event(parcel_id) is taken away by the fault {@code no-scan-index}. */
    byte[] parcel(String id) throws SQLException {
        long parcel = Long.parseLong(id);
        try (var connection = store.connection()) {
            var found = Store.rows(
                    connection, "select id, barcode, sender, weight_g, status from parcel where id = ?", parcel);
            var scans = Store.rows(
                    connection, "select id, place, note from scan_event where parcel_id = ? order by id", parcel);
            return Json.bytes(Map.of("parcel", found, "scans", scans));
        }
    }

    /** The index on parcel(barcode) is taken away by the fault {@code no-barcode-index}. */
    byte[] byBarcode(String barcode) throws SQLException {
        var columns = "select id, depot_id, sender, status from parcel where ";
        if (settings.has("function-on-column")) {
            return Json.bytes(store.rows(columns + "upper(barcode) = upper(?)", barcode));
        }
        if (settings.has("leading-wildcard")) {
            return Json.bytes(store.rows(columns + "barcode like ?", "%" + barcode.substring(1)));
        }
        return Json.bytes(store.rows(columns + "barcode = ?", barcode));
    }

    byte[] ofDepot(String id) throws SQLException {
        long depot = Long.parseLong(id);
        if (settings.has("unbounded")) {
            var all = store.rows("select id, depot_id, barcode, sender, weight_g, status from parcel where status = 'open'");
            return Json.bytes(all.stream()
                    .filter(row -> ((Number) row.get("depot_id")).longValue() == depot)
                    .limit(SHOWN)
                    .toList());
        }
        if (settings.has("n-plus-one")) {
            return Json.bytes(oneByOne(depot));
        }
        if (settings.has("reload-by-id")) {
            return Json.bytes(reloaded(depot));
        }
        return Json.bytes(store.rows(
                "select p.id, p.barcode, s.place, s.note from parcel p join scan_event s on s.parcel_id = p.id"
                        + " where p.depot_id = ? order by p.id, s.id limit 120",
                depot));
    }

    private List<Map<String, Object>> oneByOne(long depot) throws SQLException {
        var shown = new ArrayList<Map<String, Object>>();
        try (var connection = store.connection()) {
            for (var parcel : Store.rows(
                    connection,
                    "select id, barcode from parcel where depot_id = ? order by id limit " + LISTED,
                    depot)) {
                var scans = Store.rows(
                        connection, "select place, note from scan_event where parcel_id = ?", parcel.get("id"));
                shown.add(Map.of("parcel", parcel, "scans", scans));
            }
        }
        return shown;
    }

    /** Ids are read first, and then what belongs to each, by connections that come from the pool anew. */
    private List<Map<String, Object>> reloaded(long depot) throws SQLException {
        var shown = new ArrayList<Map<String, Object>>();
        for (var row : store.rows("select id from parcel where depot_id = ? order by id limit " + LISTED, depot)) {
            shown.addAll(store.rows("select id, barcode, sender, weight_g, status from parcel where id = ?", row.get("id")));
        }
        return shown;
    }

    byte[] page(String number) throws SQLException {
        if (settings.has("sort-all")) {
            return Json.bytes(store.rows("select max(place) as place from (select place, row_number() over"
                    + " (order by note desc, parcel_id, place) as line from scan_event) as sorted where line = ?",
                    Long.parseLong(number)));
        }
        long before = Long.parseLong(number) * 60;
        return Json.bytes(
                settings.has("deep-offset")
                        ? store.rows("select id, place, note from scan_event order by id limit 20 offset " + before)
                        : store.rows("select id, place, note from scan_event where id > ? order by id limit 20", before));
    }
}
