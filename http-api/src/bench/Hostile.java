import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Hands damaged files in and counts how each ends: {@code Hostile FILES WORK-DIRECTORY SAMPLE...}. Each file is one of the
 * samples, cut, with blocks of zeroes or ones, with flipped bits, with a piece of another one or with words in it that do harm
 * where they are not taken as words. One that was cut in a compressed or binary form may not be called complete.
 */
final class Hostile {

    private static final int A_CASE = 50;
    private static final List<String> STATES = List.of("complete", "partial", "rejected", "waiting");

    /** How files ended, by the name of the sample; those that were cut apart from the others. */
    private static final Map<String, int[]> ENDS = new TreeMap<>();

    private record Damaged(String name, byte[] bytes) {}

    public static void main(String[] args) throws Exception {
        var samples = new ArrayList<Path>();
        for (int i = 2; i < args.length; i++) {
            samples.add(Path.of(args[i]));
        }
        int files = Integer.parseInt(args[0]);
        var data = Files.createDirectories(Path.of(args[1]).resolve("data"));
        var random = new Random(2);
        long start = System.nanoTime();
        try (var service = Service.start(data, List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Dadvisor.access.rate=10000",
                "-Dadvisor.access.burst=10000", "-Dadvisor.analysis.longest=120s", "-Dadvisor.analysis.silence=30s"))) {
            int late = 0;
            for (int done = 0; done < files; done += A_CASE) {
                var href = service.json("POST", "/api/v1/cases", "{}").headers().firstValue("Location").orElseThrow();
                for (int i = 0; i < Math.min(A_CASE, files - done); i++) {
                    var damaged = damaged(samples, random);
                    service.put(href + "/artifacts/" + i + "~" + damaged.name(), damaged.bytes());
                }
                // The deadline of all of them together, and of each alone when that fails.
                for (int i = 0; i < 1200 * (A_CASE + 2) && service.get(href + "/analysis").body().contains("pending"); i++) {
                    Thread.sleep(100);
                    late += i == 1200 ? 1 : 0;
                }
                var body = service.get(href + "/artifacts").body();
                count(body);
                if (body.contains("process that did") || body.contains("did not go on") || body.contains("took over")) {
                    System.out.println("a reading was ended: " + body.replaceAll(".*\"cause\":\"(reading it [^\"]*)\".*", "$1"));
                }
                service.json("DELETE", href, "");
                if (done / A_CASE % 10 == 9) {
                    System.out.printf("%d files, %.0f s%n", done + A_CASE, (System.nanoTime() - start) / 1e9);
                }
            }
            var sums = new int[STATES.size()];
            ENDS.forEach((name, ends) -> {
                System.out.printf("%s: %s%n", name, Arrays.toString(ends));
                Arrays.setAll(sums, i -> sums[i] + ends[i]);
            });
            System.out.printf("of %d files: %s %s; cases that took over 120 s: %d; service alive: %b; %.0f s%n", files, STATES,
                    Arrays.toString(sums), late, service.process().isAlive(), (System.nanoTime() - start) / 1e9);
            System.exit(service.process().isAlive() && sums[3] == 0 ? 0 : 1);
        }
    }

    private static void count(String body) {
        var artifact = Pattern.compile("\"name\":\"[0-9]+~([^\"]+)\",\"bytes\":[^}]*?\"status\":\"([a-z]+)\",\"readings\"").matcher(body);
        while (artifact.find()) {
            ENDS.computeIfAbsent(artifact.group(1), _ -> new int[STATES.size()])[STATES.indexOf(artifact.group(2))]++;
        }
    }

    private static Damaged damaged(List<Path> samples, Random random) throws IOException {
        var sample = samples.get(random.nextInt(samples.size()));
        var bytes = Files.readAllBytes(sample);
        var name = sample.getFileName().toString();
        int at = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - at, 1 + random.nextInt(8192));
        switch (random.nextInt(6)) {
            case 0 -> {
                bytes = Arrays.copyOf(bytes, at);
                name = "cut~" + name;
            }
            case 1 -> Arrays.fill(bytes, at, at + length, (byte) 0xFF);
            case 2 -> Arrays.fill(bytes, at, at + length, (byte) 0);
            case 3 -> {
                for (int i = 0; i < 64; i++) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case 4 -> {
                var other = Files.readAllBytes(samples.get(random.nextInt(samples.size())));
                System.arraycopy(other, 0, bytes, at, Math.min(other.length, bytes.length - at));
            }
            default -> {
                var text = "\u001b[2J=cmd|' /C calc'!A0<script>alert(1)</script>${jndi:ldap://x}".getBytes(StandardCharsets.UTF_8);
                System.arraycopy(text, 0, bytes, Math.min(at, Math.max(0, bytes.length - text.length)),
                        Math.min(text.length, bytes.length));
            }
        }
        return new Damaged(name, bytes);
    }
}
