package net.parcelhub;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** The other service: {@code /what/70} is answered after 70 ms. */
public final class Partner {

    private Partner() {}

    public static void main(String... args) throws Exception {
        var server = HttpServer.create(new InetSocketAddress(Integer.parseInt(args[0])), 200);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                var path = exchange.getRequestURI().getPath();
                if (path.startsWith("/refused")) {
                    exchange.sendResponseHeaders(503, -1);
                    return;
                }
                Thread.sleep(Long.parseLong(path.substring(path.lastIndexOf('/') + 1)));
                var answer = "{\"cents\":420}".getBytes();
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }
}
