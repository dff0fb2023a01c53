package dev.perfadvisor.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Evidence that is too much for the memory there is. */
final class MemoryTest {

    @Test
    void tooLittleMemoryIsSaidWithWhatToDo() throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-Xmx8m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "facts",
                        "../samples/checkout")
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(Exit.INTERNAL_ERROR.code());
        assertThat(said)
                .contains("needs more memory")
                .contains("JDK_JAVA_OPTIONS=-Xmx")
                .doesNotContain("\tat ");
    }
}
