import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Makes real repeated runs of one build and of the same build with all its work slowed down: a small HTTP service in a
 * process of its own for each run, and an open-model generator that measures from the moment at which a request was due.
 *
 * <p>{@code java RepeatedRuns.java DIR RUNS SLOW_RUNS [SECONDS [RATE [SLOW_DOWN]]]} writes {@code DIR/base-01.csv}, ...
 * and {@code DIR/slow-01.csv}, ... in the form of k6's CSV, the two kinds of runs taking turns.
 */
public final class RepeatedRuns {

    private static final int WARM_UP_SECONDS = 3;

    /** Work of an endpoint: milliseconds that it waits, as on a database, rounds of hashing, and share of requests. */
    private record Endpoint(String path, double waitMillis, int rounds, double share) {}

    private static final List<Endpoint> ENDPOINTS = List.of(
            new Endpoint("/products", 4, 150, 0.6),
            new Endpoint("/orders", 8, 300, 0.3),
            new Endpoint("/checkout", 20, 500, 0.1));

    private record Sample(Instant due, String path, long nanos, int status) {}

    private RepeatedRuns() {}

    public static void main(String[] args) throws Exception {
        if (args[0].equals("serve")) {
            serve(Double.parseDouble(args[1]));
            return;
        }
        var directory = Files.createDirectories(Path.of(args[0]));
        int base = Integer.parseInt(args[1]);
        int slow = Integer.parseInt(args[2]);
        int seconds = args.length > 3 ? Integer.parseInt(args[3]) : 15;
        int rate = args.length > 4 ? Integer.parseInt(args[4]) : 150;
        double factor = args.length > 5 ? Double.parseDouble(args[5]) : 1.1;
        for (int i = 1; i <= Math.max(base, slow); i++) {
            // Base runs are more than slow ones: these are spread evenly among them.
            if (i <= base) {
                run(directory.resolve("base-%02d.csv".formatted(i)), 1, seconds, rate);
            }
            if ((long) i * slow / Math.max(base, slow) > (long) (i - 1) * slow / Math.max(base, slow)) {
                long n = (long) i * slow / Math.max(base, slow);
                run(directory.resolve("slow-%02d.csv".formatted(n)), factor, seconds, rate);
            }
        }
    }

    private static void run(Path file, double factor, int seconds, int rate) throws Exception {
        var source = Path.of(System.getProperty("jdk.launcher.sourcefile", "RepeatedRuns.java"));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var service = new ProcessBuilder(java, "-XX:+UseSerialGC", source.toString(), "serve", String.valueOf(factor))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var output = service.inputReader()) {
            var base = "http://127.0.0.1:" + output.readLine();
            load(base, WARM_UP_SECONDS, rate);
            write(file, load(base, seconds, rate));
            System.out.println(file.getFileName());
        } finally {
            service.destroy();
            service.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static ConcurrentLinkedQueue<Sample> load(String base, int seconds, int rate) throws InterruptedException {
        var samples = new ConcurrentLinkedQueue<Sample>();
        // The same requests in the same order in each run.
        var random = new Random(42);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var client = HttpClient.newBuilder().executor(threads).build()) {
            long start = System.nanoTime();
            var wall = Instant.now();
            for (int i = 0; i < seconds * rate; i++) {
                long offset = i * 1_000_000_000L / rate;
                long wait = start + offset - System.nanoTime();
                if (wait > 0) {
                    TimeUnit.NANOSECONDS.sleep(wait);
                }
                var endpoint = pick(random.nextDouble());
                var due = wall.plusNanos(offset);
                threads.submit(() -> samples.add(request(client, base, endpoint, due, start + offset)));
            }
        }
        return samples;
    }

    private static Sample request(HttpClient client, String base, Endpoint endpoint, Instant due, long start)
            throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + endpoint.path())).build();
        int status = 0;
        try {
            status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            // A request without an answer has failed: status 0, as in k6.
        }
        return new Sample(due, endpoint.path(), System.nanoTime() - start, status);
    }

    private static Endpoint pick(double place) {
        double seen = 0;
        for (var endpoint : ENDPOINTS) {
            seen += endpoint.share();
            if (place < seen) {
                return endpoint;
            }
        }
        return ENDPOINTS.getLast();
    }

    /** {@code http_req_duration,1795333797380693,5.453626,true,GET,GET /orders,main,200}, times in microseconds. */
    private static void write(Path file, ConcurrentLinkedQueue<Sample> samples) throws IOException {
        try (var out = new PrintWriter(Files.newBufferedWriter(file))) {
            out.println("metric_name,timestamp,metric_value,expected_response,method,name,scenario,status");
            for (var sample : samples) {
                long micros = sample.due().getEpochSecond() * 1_000_000
                        + sample.due().getNano() / 1000
                        + sample.nanos() / 1000;
                boolean good = sample.status() > 0 && sample.status() < 400;
                var tags = good + ",GET,GET " + sample.path() + ",main," + sample.status();
                out.println("http_reqs," + micros + ",1," + tags);
                out.println("http_req_duration," + micros + "," + sample.nanos() / 1e6 + "," + tags);
                out.println("http_req_failed," + micros + "," + (good ? 0 : 1) + "," + tags);
                out.println("iterations," + micros + ",1,,,,main,");
            }
        }
    }

    private static void serve(double factor) throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var random = new Random();
        for (var endpoint : ENDPOINTS) {
            server.createContext(endpoint.path(), exchange -> {
                double spread = Math.exp(random.nextGaussian() * 0.3);
                work(endpoint, factor, spread);
                var body = endpoint.path().getBytes();
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
        }
        server.start();
        System.out.println(server.getAddress().getPort());
        System.in.read();
    }

    private static void work(Endpoint endpoint, double factor, double spread) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var bytes = new byte[1024];
            for (int i = 0; i < endpoint.rounds() * factor; i++) {
                bytes = digest.digest(bytes);
            }
            TimeUnit.NANOSECONDS.sleep((long) (endpoint.waitMillis() * 1e6 * factor * spread));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
