package net.parcelhub;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** Calls another service, by one of two clients. */
final class PartnerClient {

    private final URI base;
    private final boolean modern;
    private final HttpClient client = HttpClient.newHttpClient();

    PartnerClient(Settings settings) {
        this.base = settings.partner();
        this.modern = settings.client().equals("modern");
    }

    String ask(String what, int milliseconds) throws IOException, InterruptedException {
        var address = base.resolve("/" + what + "/" + milliseconds);
        if (modern) {
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
        }
        var connection = (HttpURLConnection) address.toURL().openConnection();
        try (var in = connection.getInputStream()) {
            return new String(in.readAllBytes());
        }
    }
}
