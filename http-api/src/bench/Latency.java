import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long each operation takes at 100 requests a second: {@code Latency SECONDS WORK-DIRECTORY SUMMARY}, where the summary is
 * a file of evidence. Requests are sent when they are due, however long earlier ones take, and their time counts from then.
 */
final class Latency {

    private static final int RATE = 100;
    private static final int WARM_UP = 200;

    /** A request by its number. */
    private interface Call {
        HttpResponse<String> send(int number) throws Exception;
    }

    private record Operation(String name, Call call) {}

    private final Service service;
    private final byte[] summary;
    private final String kept;
    private final ConcurrentLinkedQueue<String> spare = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> announced = new ConcurrentLinkedQueue<>();

    private Latency(Service service, byte[] summary) throws Exception {
        this.service = service;
        this.summary = summary;
        this.kept = made();
        service.put(kept + "/artifacts/run.json", summary);
        service.get(kept + "/diagnosis?wait=60");
        service.json("POST", "/api/v1/baselines", baseline());
    }

    public static void main(String[] args) throws Exception {
        var data = Files.createDirectories(Path.of(args[1]).resolve("data"));
        int requests = RATE * Integer.parseInt(args[0]);
        try (var service = Service.start(data, List.of("-Xmx512m", "-Dadvisor.access.rate=1000000", "-Dadvisor.access.burst=1000000",
                "-Dadvisor.upload.at-once=1000000", "-Dadvisor.analysis.backlog=1000000"))) {
            var latency = new Latency(service, Files.readAllBytes(Path.of(args[2])));
            System.out.println("| Operation | p50 | p99 | most | refused (429, 503) | failed |\n|---|---|---|---|---|---|");
            for (var operation : latency.operations(requests + WARM_UP)) {
                latency.run(operation, 0, WARM_UP);
                System.out.println(latency.run(operation, WARM_UP, requests));
            }
        }
    }

    private String made() throws Exception {
        return service.json("POST", "/api/v1/cases", "{\"problem\":\"checkout is slow\"}").headers().firstValue("Location").orElseThrow();
    }

    private String id() {
        return kept.substring(kept.lastIndexOf('/') + 1);
    }

    private String baseline() {
        return "{\"name\":\"release\",\"runs\":[{\"caseId\":\"" + id() + "\"}]}";
    }

    private HttpResponse<String> remember(ConcurrentLinkedQueue<String> where, HttpResponse<String> answer) {
        answer.headers().firstValue("Location").ifPresent(where::add);
        return answer;
    }

    private String taken(ConcurrentLinkedQueue<String> from) {
        var one = from.poll();
        return one == null ? "/none" : one;
    }

    /** Those that make something come before those that need and remove it; the last one leaves readings behind. */
    private List<Operation> operations(int most) {
        var all = new ArrayList<Operation>();
        for (var path : List.of("/actuator/health/readiness", "/api/v1/rules", "/api/v1/rules/cache.stampede", "/api/v1/cases",
                kept, kept + "/analysis", kept + "/artifacts", kept + "/messages", kept + "/diagnosis",
                "/api/v1/baselines", "/api/v1/baselines/release")) {
            all.add(new Operation("GET " + path.replace(kept, "/api/v1/cases/{id}"), _ -> service.get(path)));
        }
        all.add(new Operation("GET /api/v1/cases/{id}/diagnosis (HTML)", _ -> service.accept(kept + "/diagnosis", "text/html")));
        all.add(new Operation("POST /api/v1/cases", _ -> remember(spare,
                service.json("POST", "/api/v1/cases", "{\"problem\":\"checkout is slow\"}"))));
        all.add(new Operation("POST /api/v1/cases/{id}/messages", number ->
                service.json("POST", spareAt(number) + "/messages", "{\"text\":\"since the deploy\"}")));
        all.add(new Operation("POST /api/v1/cases/{id}/uploads", number -> remember(announced,
                service.json("POST", spareAt(number) + "/uploads", "{\"name\":\"a\",\"bytes\":100000}"))));
        all.add(new Operation("PATCH /api/v1/cases/{id}/uploads/{upload} (50 kB)", _ ->
                service.send("PATCH", taken(announced), "application/octet-stream", new byte[50_000])));
        all.add(new Operation("POST /api/v1/load-tests", _ -> service.json("POST", "/api/v1/load-tests",
                "{\"order\":{\"kind\":\"smoke\",\"urls\":[\"GET https://shop.example/cart\"]}}")));
        all.add(new Operation("POST /api/v1/comparisons", _ -> service.json("POST", "/api/v1/comparisons",
                "{\"baseline\":\"release\",\"candidate\":[{\"caseId\":\"" + id() + "\"}]}")));
        all.add(new Operation("POST /api/v1/baselines", _ -> service.json("POST", "/api/v1/baselines", baseline())));
        all.add(new Operation("DELETE /api/v1/cases/{id}", _ -> service.json("DELETE", taken(spare), "")));
        all.add(new Operation("PUT /api/v1/cases/{id}/artifacts/{name} (4 kB)", number -> {
            var bytes = java.util.Arrays.copyOf(summary, summary.length + 8);
            java.nio.ByteBuffer.wrap(bytes).putLong(summary.length, number);
            return service.put(kept + "/artifacts/" + number % 50, bytes);
        }));
        return all;
    }

    private String spareAt(int number) {
        var one = spare.peek();
        if (one == null) {
            return "/none";
        }
        // One after the other, so that no case gets long.
        spare.remove(one);
        spare.add(one);
        return one;
    }

    private String run(Operation operation, int from, int requests) throws Exception {
        var times = Collections.synchronizedList(new ArrayList<Long>());
        var refused = new AtomicInteger();
        var wrong = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        long start = System.nanoTime();
        for (int i = 0; i < requests; i++) {
            long due = start + i * 1_000_000_000L / RATE;
            int number = from + i;
            long wait = due - System.nanoTime();
            if (wait > 0) {
                Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
            }
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    int status = operation.call().send(number).statusCode();
                    if (status == 429 || status == 503) {
                        refused.incrementAndGet();
                    } else if (status >= 400) {
                        wrong.incrementAndGet();
                    }
                } catch (Exception e) {
                    wrong.incrementAndGet();
                }
                times.add(System.nanoTime() - due);
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        Collections.sort(times);
        return "| %s | %s | %s | %s | %d of %d | %d |".formatted(operation.name(), ms(times, 0.5), ms(times, 0.99), ms(times, 1),
                refused.get(), requests, wrong.get());
    }

    /** The smallest time that so large a share of all is not above. */
    private static String ms(List<Long> sorted, double share) {
        double ms = sorted.get((int) Math.ceil(share * sorted.size()) - 1) / 1e6;
        return ms < 10 ? "%.1f ms".formatted(ms) : "%.0f ms".formatted(ms);
    }
}
