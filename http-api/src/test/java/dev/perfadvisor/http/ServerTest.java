package dev.perfadvisor.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps the server from starting. */
class ServerTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path data = Path.of("");

    private int start(String... args) {
        var all = new ArrayList<>(List.of(args));
        if (!all.isEmpty() && !all.contains("--host") && !all.getLast().equals("--port")) {
            all.addAll(List.of("--data", data.toString()));
        }
        var stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return Server.start(all, new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), stream);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "", "192.0.2.1", "no-such-host.invalid"})
    void anyAddressThatIsNotLoopback(String address) {
        assertThat(start("--port", "0", "--bind", address)).isEqualTo(2);
        assertThat(said().lines()).singleElement().asString().contains("loopback");
    }

    @Test
    void aPortInUse() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(start("--port=" + taken.getLocalPort())).isEqualTo(4);
            assertThat(said().lines()).singleElement().asString().contains("is in use");
        }
    }

    @Test
    void optionsThatAreNone() {
        assertThat(start("--host", "x")).isEqualTo(2);
        assertThat(start("--port")).isEqualTo(2);
        assertThat(start("--port", "seventy")).isEqualTo(2);
        assertThat(said().lines()).hasSize(3);
    }
}
