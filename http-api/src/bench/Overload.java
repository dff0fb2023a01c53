import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands in more than can be read, and sees what becomes of it: {@code Overload SECONDS WORK-DIRECTORY SAMPLE}. What was
 * accepted has to end, the rest has to be refused by 429, and memory has to stay.
 */
final class Overload {

    private static final int CLIENTS = 20;

    public static void main(String[] args) throws Exception {
        var data = Files.createDirectories(Path.of(args[1]).resolve("data"));
        var sample = Files.readAllBytes(Path.of(args[2]));
        var accepted = Collections.synchronizedList(new ArrayList<String>());
        var refused = new AtomicInteger();
        var other = new AtomicInteger();
        var serial = new AtomicInteger();
        var resident = new ArrayList<Long>();
        try (var service = Service.start(data, List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Dadvisor.access.rate=10000",
                "-Dadvisor.access.burst=10000", "-Dadvisor.analysis.backlog=20", "-Dadvisor.upload.at-once=64"))) {
            long until = System.nanoTime() + Long.parseLong(args[0]) * 1_000_000_000L;
            var clients = new ArrayList<Thread>();
            for (int c = 0; c < CLIENTS; c++) {
                clients.add(Thread.ofVirtual().start(() -> {
                    while (System.nanoTime() < until) {
                        try {
                            var made = service.json("POST", "/api/v1/cases", "{}");
                            if (made.statusCode() != 201) {
                                (made.statusCode() == 429 ? refused : other).incrementAndGet();
                                continue;
                            }
                            var href = made.headers().firstValue("Location").orElseThrow();
                            // Other bytes at the end: what was read before is not read again.
                            var body = Arrays.copyOf(sample, sample.length + 4);
                            body[sample.length] = (byte) serial.incrementAndGet();
                            body[sample.length + 1] = (byte) (serial.get() >> 8);
                            var put = service.put(href + "/artifacts/a", body);
                            switch (put.statusCode()) {
                                case 202 -> accepted.add(href);
                                case 429 -> refused.incrementAndGet();
                                default -> other.incrementAndGet();
                            }
                        } catch (Exception e) {
                            other.incrementAndGet();
                        }
                    }
                }));
            }
            while (System.nanoTime() < until) {
                resident.add(resident(service.process().pid()));
                Thread.sleep(1000);
            }
            for (var client : clients) {
                client.join();
            }
            int unfinished = 0;
            for (var href : accepted) {
                for (int i = 0; i < 1200 && service.get(href + "/analysis").body().contains("pending"); i++) {
                    Thread.sleep(100);
                    unfinished += i == 1199 ? 1 : 0;
                }
            }
            System.out.printf("accepted %d, of them unfinished %d; refused by 429 %d; other answers %d%n",
                    accepted.size(), unfinished, refused.get(), other.get());
            System.out.printf("resident memory of the service: after 10 s %d MB, at the end %d MB, most %d MB%n",
                    resident.get(Math.min(10, resident.size() - 1)), resident.getLast(), Collections.max(resident));
            System.exit(unfinished == 0 && other.get() == 0 ? 0 : 1);
        }
    }

    /** In megabytes, of the kernel: {@code VmRSS:  123456 kB}. */
    private static long resident(long pid) throws Exception {
        return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
