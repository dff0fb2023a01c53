import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Hands one large artifact in to a service with a heap of 256 MB: {@code Large MEGABYTES WORK-DIRECTORY}. */
final class Large {

    private static final int MEGABYTE = 1024 * 1024;

    public static void main(String[] args) throws Exception {
        int megabytes = Integer.parseInt(args[0]);
        var data = Files.createDirectories(Path.of(args[1]).resolve("data"));
        try (var service = Service.start(data, List.of("-Xmx256m"))) {
            var href = service.json("POST", "/api/v1/cases", "{}").headers().firstValue("Location").orElseThrow();
            var noise = new Noise(megabytes);
            long start = System.nanoTime();
            var answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + href
                            + "/artifacts/large.bin")).PUT(BodyPublishers.ofInputStream(() -> noise)).build(), BodyHandlers.ofString());
            double seconds = (System.nanoTime() - start) / 1e9;
            var status = Files.readString(Path.of("/proc", String.valueOf(service.process().pid()), "status"));
            var most = status.lines().filter(line -> line.startsWith("VmHWM:")).findFirst().orElse("").replaceAll("[^0-9]", "");
            var sha256 = HexFormat.of().formatHex(noise.digest.digest());
            boolean same = answer.body().contains(sha256);
            System.out.printf("%d MB answered by %d in %.1f s (%.0f MB/s); SHA-256 is that of what was sent: %b; resident memory of"
                    + " the service at most %d MB%n", megabytes, answer.statusCode(), seconds, megabytes / seconds, same,
                    Long.parseLong(most) / 1024);
            System.exit(answer.statusCode() == 202 && same ? 0 : 1);
        }
    }

    /** Bytes that can not be compressed, each megabyte another. */
    private static final class Noise extends InputStream {

        final MessageDigest digest = MessageDigest.getInstance("SHA-256");
        private final byte[] block = new byte[MEGABYTE];
        private long left;
        private int at = MEGABYTE;
        private byte round;

        Noise(int megabytes) throws Exception {
            left = (long) megabytes * MEGABYTE;
            new Random(3).nextBytes(block);
        }

        @Override
        public int read() {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (left == 0) {
                return -1;
            }
            if (at == MEGABYTE) {
                at = 0;
                block[round & 0xFF] = ++round;
            }
            int n = Math.min(length, MEGABYTE - at);
            System.arraycopy(block, at, into, from, n);
            digest.update(block, at, n);
            at += n;
            left -= n;
            return n;
        }
    }
}
