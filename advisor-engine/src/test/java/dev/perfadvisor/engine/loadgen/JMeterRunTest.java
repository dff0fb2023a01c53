package dev.perfadvisor.engine.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.perfadvisor.engine.loadgen.Criterion.Failures;
import dev.perfadvisor.engine.loadgen.Criterion.Latency;
import dev.perfadvisor.engine.loadgen.Request.Variable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans that a real JMeter loads and runs against a server; what arrives there is what was asked for. */
class JMeterRunTest {

    private static final String HOME = System.getProperty("jmeter.home", "");

    /** Would run, or be changed, if JMeter took it for anything but text. */
    private static final String HOSTILE =
            "{\"id\": \"{id}\", \"a\": \"${__groovy(System.exit(9))} ${host} \\\\ \\\" \\, $1 <&>'\", \"state\": \"{state}\"}";

    private record Arrived(String method, String path, String body, String type, String secret) {}

    private final Queue<Arrived> arrived = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        assumeTrue(!HOME.isEmpty(), "no JMeter: -Djmeter.home=DIR names one, as .ci/run does");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            arrived.add(new Arrived(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    String.valueOf(headers.getFirst("Content-Type")),
                    String.valueOf(headers.getFirst("X-Api-Key"))));
            boolean fails = exchange.getRequestURI().getRawPath().equals("/base/broken");
            exchange.sendResponseHeaders(fails ? 500 : 204, -1);
        }
    }

    @Test
    void requestsArriveAsAskedForAtTheirRateAndTheVerdictIsPrinted(@TempDir Path directory) throws Exception {
        var posted = new Request(
                "POST",
                "/orders/{id}/a b${__groovy(1+1)}",
                Map.of("Content-Type", "application/json"),
                List.of("X-Api-Key"),
                HOSTILE,
                3,
                List.of(
                        new Variable("id", List.of(), 5, 9),
                        new Variable("state", List.of("open", "${host}\\,", "näh \"?"), 0, 0)));
        var read = new Request("GET", "/items", Map.of(), List.of(), null, 1, List.of());
        var run = run(directory, LoadKind.AVERAGE, 20, List.of(posted, read), "-Jx_api_key=k-1");

        // 4 s from 0 to 20 a second, then 12 s of 20; the last 8 s are judged. How quick they are depends on the
        // machine.
        assertThat(arrived).hasSizeBetween(270, 290);
        assertThat(run).containsPattern("(MET    |MISSED ) p99 below 2 s: \\d+ ms, of \\d+ requests");
        var verdict = Pattern.compile("MET     fewer than 50 % of the requests fail: 0 of (\\d+)")
                .matcher(run);
        assertThat(verdict.find()).as(run).isTrue();
        assertThat(Integer.parseInt(verdict.group(1))).isBetween(1, 290);
        var posts = arrived.stream().filter(one -> one.method().equals("POST")).toList();
        assertThat(posts.size()).isBetween(200, 220);
        assertThat(posts).allSatisfy(one -> {
            assertThat(one.path()).matches("/base/orders/[5-9]/a%20b%24%7B__groovy\\(1\\+1\\)%7D");
            assertThat(one.type()).startsWith("application/json");
            assertThat(one.secret()).isEqualTo("k-1");
            var id = one.path().substring("/base/orders/".length(), "/base/orders/".length() + 1);
            assertThat(List.of("open", "${host}\\,", "näh \"?").stream()
                            .map(state -> HOSTILE.replace("{id}", id).replace("{state}", state)))
                    .contains(one.body());
        });
        assertThat(posts.stream().map(Arrived::body).distinct().count()).isGreaterThan(6);
        assertThat(lines(directory.resolve("result.jtl"))).hasSize(arrived.size() + 1);
    }

    @Test
    void failuresOfTheJudgedPartAreCounted(@TempDir Path directory) throws Exception {
        var broken = new Request("GET", "/broken", Map.of(), List.of(), null, 1, List.of());
        var run = run(directory, LoadKind.SMOKE, 1, List.of(broken));
        assertThat(run).containsPattern("MISSED  fewer than 50 % of the requests fail: (\\d) of \\1");
        assertThat(arrived).hasSizeBetween(7, 9);
    }

    private String run(Path directory, LoadKind kind, double rate, List<Request> requests, String... more)
            throws IOException, InterruptedException {
        var plan = Files.writeString(
                directory.resolve("test.jmx"),
                JMeterPlan.of(new LoadModel(
                        kind,
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/base",
                        kind.stages(rate, Duration.ofSeconds(8)),
                        requests,
                        List.of(new Latency(0.99, Duration.ofSeconds(2)), new Failures(0.5)),
                        List.of("${__groovy(System.exit(9))}"))));
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Djmeter.home=" + HOME,
                "-Djava.util.prefs.userRoot=" + directory,
                "-cp",
                Path.of(HOME, "lib", "ext", "*") + ":" + Path.of(HOME, "lib", "*"),
                "org.apache.jmeter.NewDriver",
                "-n",
                // Its pool of threads would keep the process for another minute.
                "-Jjmeterengine.force.system.exit=true",
                "-t",
                plan.toString(),
                "-l",
                directory.resolve("result.jtl").toString(),
                "-j",
                directory.resolve("jmeter.log").toString()));
        command.addAll(List.of(more));
        var output = directory.resolve("output");
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();
        var said = Files.readString(output);
        assertThat(ended).as(said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
