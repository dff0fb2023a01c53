import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Kills the service again and again, in the middle of uploads, messages and analyses, and counts what was acknowledged and is
 * gone: {@code Kills ROUNDS WORK-DIRECTORY SAMPLE...}. The samples are handed in as they are, one after the other.
 */
final class Kills {

    private static final int CLIENTS = 4;

    private record Accepted(String href, String sha256) {}

    private record Said(String caseHref, long number) {}

    private final List<Accepted> artifacts = Collections.synchronizedList(new ArrayList<>());
    private final List<Said> messages = Collections.synchronizedList(new ArrayList<>());
    private final List<String> cases = Collections.synchronizedList(new ArrayList<>());
    private final List<byte[]> samples = new ArrayList<>();

    public static void main(String[] args) throws Exception {
        var kills = new Kills();
        for (int i = 2; i < args.length; i++) {
            kills.samples.add(Files.readAllBytes(Path.of(args[i])));
        }
        kills.run(Integer.parseInt(args[0]), Files.createDirectories(Path.of(args[1])).resolve("data"));
    }

    private void run(int rounds, Path data) throws Exception {
        var random = new Random(1);
        Files.createDirectories(data);
        Service.start(data, options(0)).close();
        for (int i = 0; i < rounds; i++) {
            var service = Service.start(data, options(i));
            var clients = new ArrayList<Thread>();
            for (int c = 0; c < CLIENTS; c++) {
                int seed = i * CLIENTS + c;
                clients.add(Thread.ofVirtual().start(() -> client(service, seed)));
            }
            // In the middle of work: after so many acknowledgements, and a moment.
            int enough = acknowledged() + 1 + random.nextInt(40);
            for (int waited = 0; acknowledged() < enough && waited < 60_000; waited += 10) {
                Thread.sleep(10);
            }
            Thread.sleep(random.nextInt(50));
            service.kill();
            for (var client : clients) {
                client.join();
            }
            System.out.printf("round %d: %d cases, %d artifacts, %d messages acknowledged so far%n",
                    i + 1, cases.size(), artifacts.size(), messages.size());
        }
        try (var service = Service.start(data, options(rounds))) {
            int lost = lost(service, data);
            int pending = waitForAnalyses(service);
            System.out.printf("%d kills; acknowledged: %d cases, %d artifacts, %d messages; lost: %d; analyses that did"
                    + " not end: %d%n", rounds, cases.size(), artifacts.size(), messages.size(), lost, pending);
            System.exit(lost + pending == 0 ? 0 : 1);
        }
    }

    /** Every fourth service reads in processes of their own, so that these are left alone, too. */
    private static List<String> options(int round) {
        return List.of(
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dadvisor.analysis.backlog=1000000",
                "-Dadvisor.access.rate=10000",
                "-Dadvisor.access.burst=10000",
                "-Dadvisor.analysis.isolated=" + (round % 4 == 1));
    }

    private int acknowledged() {
        return cases.size() + artifacts.size() + messages.size();
    }

    /** Works until the service is gone. What was answered counts as acknowledged. */
    private void client(Service service, int seed) {
        var random = new Random(seed);
        try {
            while (true) {
                var made = service.json("POST", "/api/v1/cases", "{\"problem\":\"checkout is slow\"}");
                if (made.statusCode() != 201) {
                    continue;
                }
                var href = made.headers().firstValue("Location").orElseThrow();
                cases.add(href);
                for (int i = 0; i < 3; i++) {
                    var body = body(random);
                    var put = service.put(href + "/artifacts/f" + i, body);
                    if (put.statusCode() == 202) {
                        artifacts.add(new Accepted(put.headers().firstValue("Location").orElseThrow(), sha256(body)));
                    }
                    var said = service.json("POST", href + "/messages", "{\"text\":\"the database is busy\"}");
                    if (said.statusCode() == 201) {
                        var location = said.headers().firstValue("Location").orElseThrow();
                        messages.add(new Said(href, 1 + Long.parseLong(location.replaceFirst(".*after=", ""))));
                    }
                }
            }
        } catch (IOException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A sample with something behind it, so that contents differ, or noise. */
    private byte[] body(Random random) {
        var sample = samples.isEmpty() || random.nextInt(3) == 0
                ? new byte[random.nextInt(3_000_000)]
                : samples.get(random.nextInt(samples.size())).clone();
        if (sample.length > 8) {
            var tail = new byte[8];
            random.nextBytes(tail);
            System.arraycopy(tail, 0, sample, sample.length - 8, 8);
        }
        return sample;
    }

    private int lost(Service service, Path data) throws Exception {
        int lost = 0;
        for (var accepted : artifacts) {
            var answer = service.get(accepted.href());
            var sha256 = accepted.sha256();
            var file = data.resolve("artifacts/content").resolve(sha256.substring(0, 2)).resolve(sha256.substring(2));
            boolean there = answer.statusCode() == 200
                    && answer.body().contains(sha256)
                    && Files.exists(file)
                    && sha256(Files.readAllBytes(file)).equals(sha256);
            lost += there ? 0 : say("artifact " + accepted + (Files.exists(file) ? "" : ", whose file is not there"), answer);
        }
        for (var said : messages) {
            var answer = service.get(said.caseHref() + "/messages?limit=1&after=" + (said.number() - 1));
            boolean there = answer.statusCode() == 200 && answer.body().contains("\"number\":" + said.number());
            lost += there ? 0 : say("message " + said, answer);
        }
        for (var href : cases) {
            var answer = service.get(href);
            lost += answer.statusCode() == 200 ? 0 : say("case " + href, answer);
        }
        return lost;
    }

    /** What was answered tells what is gone from what is only not answered for. */
    private static int say(String what, HttpResponse<String> answer) {
        System.out.printf("lost: %s; answer %d: %s%n", what, answer.statusCode(), answer.body());
        return 1;
    }

    private int waitForAnalyses(Service service) throws Exception {
        int pending = 0;
        for (var href : cases) {
            for (int i = 0; i < 600; i++) {
                var state = service.get(href + "/analysis").body();
                if (!state.contains("pending")) {
                    break;
                }
                if (i == 599) {
                    pending++;
                    System.out.printf("does not end: %s: %s; %s%n", href, state, service.get(href + "/artifacts").body());
                }
                Thread.sleep(500);
            }
        }
        return pending;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
