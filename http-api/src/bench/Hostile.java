import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Hands damaged files in and counts how each ends: {@code Hostile FILES WORK-DIRECTORY SAMPLE...}. Each file is one of the
 * samples, cut, with blocks of zeroes or ones, with flipped bits, or with a piece of another one in it.
 */
final class Hostile {

    private static final int A_CASE = 20;

    public static void main(String[] args) throws Exception {
        var samples = new ArrayList<byte[]>();
        for (int i = 2; i < args.length; i++) {
            samples.add(Files.readAllBytes(Path.of(args[i])));
        }
        int files = Integer.parseInt(args[0]);
        var data = Files.createDirectories(Path.of(args[1]).resolve("data"));
        var random = new Random(2);
        int[] ends = new int[4];
        long start = System.nanoTime();
        try (var service = Service.start(data, List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Dadvisor.access.rate=10000",
                "-Dadvisor.access.burst=10000", "-Dadvisor.analysis.longest=60s", "-Dadvisor.analysis.silence=30s"))) {
            for (int done = 0; done < files; done += A_CASE) {
                var href = service.json("POST", "/api/v1/cases", "{}").headers().firstValue("Location").orElseThrow();
                for (int i = 0; i < Math.min(A_CASE, files - done); i++) {
                    service.put(href + "/artifacts/" + i, damaged(samples, random));
                }
                for (int i = 0; i < 1200 && service.get(href + "/analysis").body().contains("pending"); i++) {
                    Thread.sleep(100);
                }
                count(service.get(href + "/artifacts").body(), ends);
                service.json("DELETE", href, "");
                System.out.printf("%d files: complete %d, partial %d, rejected %d, without an end %d%n",
                        done + A_CASE, ends[0], ends[1], ends[2], ends[3]);
            }
            System.out.printf("service alive: %b; %.0f s%n", service.process().isAlive(), (System.nanoTime() - start) / 1e9);
            System.exit(service.process().isAlive() && ends[3] == 0 ? 0 : 1);
        }
    }

    private static void count(String body, int[] ends) {
        var names = List.of("\"status\":\"complete\",\"readings\"", "\"status\":\"partial\",\"readings\"",
                "\"status\":\"rejected\",\"readings\"", "\"status\":\"waiting\",\"readings\"");
        for (int i = 0; i < names.size(); i++) {
            ends[i] += body.split(java.util.regex.Pattern.quote(names.get(i)), -1).length - 1;
        }
    }

    private static byte[] damaged(List<byte[]> samples, Random random) {
        var bytes = samples.get(random.nextInt(samples.size())).clone();
        int at = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - at, 1 + random.nextInt(8192));
        switch (random.nextInt(6)) {
            case 0 -> bytes = Arrays.copyOf(bytes, at);
            case 1 -> Arrays.fill(bytes, at, at + length, (byte) 0xFF);
            case 2 -> Arrays.fill(bytes, at, at + length, (byte) 0);
            case 3 -> {
                for (int i = 0; i < 64; i++) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case 4 -> {
                var other = samples.get(random.nextInt(samples.size()));
                System.arraycopy(other, 0, bytes, at, Math.min(other.length, bytes.length - at));
            }
            default -> {
                var text = "\u001b[2J=cmd|' /C calc'!A0<script>alert(1)</script>${jndi:ldap://x}".getBytes(StandardCharsets.UTF_8);
                System.arraycopy(text, 0, bytes, Math.min(at, Math.max(0, bytes.length - text.length)),
                        Math.min(text.length, bytes.length));
            }
        }
        return bytes;
    }
}
