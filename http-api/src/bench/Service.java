import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A service in a process of its own, as users run it. */
record Service(Process process, int port) implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("http://[^/]+:([0-9]+)/");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    /**
     * Starts one and waits until it listens. One that ended in order leaves an archive of its classes, with which later ones
     * start in half the time.
     *
     * @param options of the JVM, and settings as system properties
     */
    static Service start(Path data, List<String> options) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED"));
        var archive = data.resolveSibling("service.jsa");
        command.addAll(List.of(
                "-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:aot=off"));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "dev.perfadvisor.http.Server",
                "--port",
                "0",
                "--data",
                data.toString()));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(data.resolveSibling("service.log").toFile()))
                .start();
        // However this process ends, none is left behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream()));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var address = ADDRESS.matcher(line);
            if (address.find()) {
                Thread.ofVirtual().start(() -> readOn(lines));
                return new Service(process, Integer.parseInt(address.group(1)));
            }
        }
        throw new IOException("the service did not start; see " + data.resolveSibling("service.log"));
    }

    /** What nobody reads would keep the service from writing more of it. */
    private static void readOn(BufferedReader lines) {
        try (lines) {
            while (lines.readLine() != null) {}
        } catch (IOException e) {
            // It was killed.
            return;
        }
    }

    HttpResponse<String> send(String method, String path, String type, byte[] body)
            throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Content-Type", type)
                        .timeout(Duration.ofSeconds(120))
                        .method(method, BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<String> json(String method, String path, String body) throws IOException, InterruptedException {
        return send(method, path, "application/json", body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    HttpResponse<String> put(String path, byte[] body) throws IOException, InterruptedException {
        return send("PUT", path, "application/octet-stream", body);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, "application/json", new byte[0]);
    }

    HttpResponse<String> accept(String path, String type) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).header("Accept", type).build(),
                BodyHandlers.ofString());
    }

    /** As the kernel does it when memory is short: nothing is tidied up. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
