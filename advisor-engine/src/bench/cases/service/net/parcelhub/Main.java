package net.parcelhub;

import java.util.Map;

/** A service with faults that can be switched on. */
public final class Main {

    private Main() {}

    public static void main(String... args) throws Exception {
        var settings = Settings.of(args);
        var store = new Store(settings);
        var partner = new PartnerClient(settings);
        var catalogue = new Catalogue(store, settings);
        var tracking = new Tracking(store, settings);
        var labels = new Labels(store, settings);
        var intake = new Intake(store, partner, settings);
        var reports = new Reports(store, settings);
        var quotes = new Quotes(store, partner, settings);
        Web.serve(
                settings,
                Map.of(
                        "/parcels", tracking::parcel,
                        "/track", tracking::byBarcode,
                        "/depots", tracking::ofDepot,
                        "/archive", tracking::page,
                        "/scan", intake::scan,
                        "/label", labels::next,
                        "/quote", quotes::quote,
                        "/search", catalogue::search,
                        "/export", catalogue::export,
                        "/report", reports::busiest));
        System.out.println("ready");
    }
}
