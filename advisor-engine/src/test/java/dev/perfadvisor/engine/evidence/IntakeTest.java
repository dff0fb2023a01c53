package dev.perfadvisor.engine.evidence;

import static dev.perfadvisor.engine.evidence.Takings.STANDARD;
import static dev.perfadvisor.engine.evidence.Takings.TALLY;
import static dev.perfadvisor.engine.evidence.Takings.gzip;
import static dev.perfadvisor.engine.evidence.Takings.lines;
import static dev.perfadvisor.engine.evidence.Takings.one;
import static dev.perfadvisor.engine.evidence.Takings.problem;
import static dev.perfadvisor.engine.evidence.Takings.sha256;
import static dev.perfadvisor.engine.evidence.Takings.status;
import static dev.perfadvisor.engine.evidence.Takings.take;
import static dev.perfadvisor.engine.evidence.Takings.tally;
import static dev.perfadvisor.engine.evidence.Takings.zip;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Evidence as users hand it in: files, directories, streams, and what is damaged or not there. */
class IntakeTest extends TallyFiles {

    @Test
    void aFileIsReadAsWhatItHolds() {
        var taken = one(good);
        assertThat(status(taken)).isEqualTo("complete");
        assertThat(taken.artifact().format()).isEqualTo("tally-1");
        assertThat(taken.artifact().name()).isEqualTo(good.toString());
        assertThat(lines(taken)).isEqualTo(3);
    }

    @Test
    void theNameSaysNothingAboutTheContent() throws IOException {
        assertThat(lines(one(file("renamed.gz", TALLY)))).isEqualTo(3);
        assertThat(lines(one(file("tally.txt", gzip(TALLY))))).isEqualTo(3);
    }

    @Test
    void allFilesOfADirectoryAreReadInOrderAndHiddenOnesAreNot() throws IOException {
        file("b/2", TALLY);
        file("b/10", TALLY);
        file("a", TALLY);
        file(".git/objects", TALLY);
        file("b/.DS_Store", TALLY);
        var in = directory.resolve("in");
        assertThat(take(STANDARD, in))
                .extracting(t -> in.relativize(Path.of(t.artifact().name())).toString())
                .containsExactly(
                        "a", Path.of("b", "10").toString(), Path.of("b", "2").toString(), "good.txt");
    }

    @Test
    void aDirectoryThatIsHiddenItselfMayBeHandedIn() throws IOException {
        file(".cache/run", TALLY);
        assertThat(lines(one(directory.resolve("in").resolve(".cache")))).isEqualTo(3);
    }

    @Test
    void anEmptyDirectoryAndOneWithTooManyFilesAreTold() throws IOException {
        file("x", TALLY);
        var empty = Files.createDirectories(directory.resolve("empty"));
        var taken = take(new Limits(1, 4, 1 << 20, 1000), empty, directory.resolve("in"), good);
        assertThat(taken).extracting(t -> t.artifact().id()).containsExactly("a1", "d1", "d2");
        assertThat(problem(taken.get(1))).isEqualTo("the directory holds no files");
        assertThat(problem(taken.get(2))).isEqualTo("the directory holds over 1 files");
    }

    @Test
    void aDirectoryThatMayNotBeListedIsToldAndTheRestIsRead() throws IOException {
        file("locked/inner/file", TALLY);
        var locked = directory.resolve("in").resolve("locked").resolve("inner");
        assertThat(locked.toFile().setReadable(false)).isTrue();
        assumeFalse(Files.isReadable(locked), "this user may read everything");
        try {
            var taken = take(STANDARD, directory.resolve("in").resolve("locked"), good);
            assertThat(taken).extracting(Takings::status).containsExactly("complete", "rejected");
            assertThat(problem(taken.get(1))).contains("can not be listed");
        } finally {
            assertThat(locked.toFile().setReadable(true)).isTrue();
        }
    }

    @Test
    void aStreamIsReadOnceAndBearsItsName() {
        var taken = take(STANDARD, List.of(new Given.OfStream("-", () -> new ByteArrayInputStream(TALLY))));
        assertThat(taken.getFirst().artifact().name()).isEqualTo("-");
        assertThat(lines(taken.getFirst())).isEqualTo(3);
    }

    @Test
    void aStreamThatCanNotBeOpenedIsTold() {
        var taken = take(
                STANDARD,
                List.of(
                        new Given.OfStream("upload", () -> {
                            throw new FileNotFoundException("gone");
                        }),
                        new Given.OfPath(good)));
        assertThat(problem(taken.getFirst())).isEqualTo("can not be opened: gone");
        assertThat(lines(taken.get(1))).isEqualTo(3);
    }

    @Test
    void sizeAndHashAreThoseOfTheBytesHandedIn() throws IOException, NoSuchAlgorithmException {
        var all = Map.of(
                "plain",
                tally(9_000),
                "packed",
                gzip(tally(9_000)),
                "unknown",
                new byte[200_000],
                "empty",
                new byte[0]);
        for (var each : all.entrySet()) {
            var artifact = one(file(each.getKey(), each.getValue())).artifact();
            assertThat(artifact.bytes()).as(each.getKey()).isEqualTo(each.getValue().length);
            assertThat(artifact.sha256()).as(each.getKey()).isEqualTo(sha256(each.getValue()));
        }
    }

    @Test
    void anEmptyFileIsTold() throws IOException {
        assertThat(problem(one(file("nothing", new byte[0])))).isEqualTo("the file is empty");
        assertThat(problem(one(file("nothing.gz", gzip(new byte[0]))))).isEqualTo("the file is empty");
    }

    @Test
    void whatIsNotRecognisedIsDescribed() throws IOException {
        assertThat(problem(one(file("text", "\n\n  Dear Sir or Madam, \u001B[2Jplease\n".getBytes(UTF_8)))))
                .isEqualTo("not recognised: text that begins with \"Dear Sir or Madam, ?[2Jplease\"");
        assertThat(one(file("letter", "Dear Sir or Madam".getBytes(UTF_8)))
                        .artifact()
                        .format())
                .isEmpty();
        assertThat(problem(one(file("binary", new byte[] {0, 1, 2, 3, 'E', 'L', 'F'}))))
                .contains("binary data");
        assertThat(problem(one(file("blank", " \n\n\t\n".getBytes(UTF_8))))).contains("nothing but blank space");
        assertThat(problem(one(file("json", "{\n  \"schema\": \"other/1\"\n}".getBytes(UTF_8)))))
                .contains("\"schema\": \"other/1\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
        [2026-11-22T08:30:33.746+0000][0.015s][info][gc     ] Using G1            ~ a log of the garbage collector ~ jcmd PID JFR.start
        2.5: [GC (Allocation Failure) [PSYoungGen: 65536K->10748K(76288K)]        ~ a log of the garbage collector ~ jcmd PID JFR.start
        2026-11-22 08:30:57\\nFull thread dump OpenJDK 64-Bit Server VM (25.0.3)  ~ a thread dump ~ jcmd PID JFR.start
        29788:\\n num     #instances         #bytes  class name (module)          ~ a histogram of classes ~ path-to-gc-roots
        JAVA PROFILE 1.0.2                                                        ~ a heap dump ~ path-to-gc-roots
        `#\\n# A fatal error has been detected by the Java Runtime Environment:` ~ a JVM that crashed ~ JFR.dump
        import http from 'k6/http';\\nexport default function () {}               ~ a k6 script ~ k6 run --out json=
        <?xml version="1.0"?>\\n<jmeterTestPlan version="1.2">                    ~ a JMeter plan ~ jmeter -n -t
        {"log": {"version": "1.2", "creator": {"name": "WebInspector"}}}          ~ HTTP archive ~ loadtest --from
        {"resourceSpans":[{"scopeSpans":[]}]}                                     ~ traces ~ jcmd PID JFR.start
        `# HELP http_requests_total Requests\\nhttp_requests_total 4` ~ metrics of Prometheus ~ jcmd PID JFR.start
        10.0.0.7 - - [10/Oct/2026:13:55:36 +0000] "GET /a HTTP/1.1" 200 23        ~ an access log ~ latency_ms
        java/lang/Thread.run;shop/Cart.add;shop/Cart.total 57                     ~ collapsed stacks ~ asprof
        """)
    void evidenceOfAKindThatIsNotReadIsNamedWithWhatToHandInInstead(String text, String what, String advice)
            throws IOException {
        var taken = one(file("other", text.replace("\\n", "\n").getBytes(UTF_8)));
        assertThat(status(taken)).isEqualTo("rejected");
        assertThat(problem(taken))
                .startsWith("this is ")
                .contains(what)
                .endsWith("a kind of evidence that is not read");
        assertThat(taken.artifact().kind()).isEqualTo("unknown");
        assertThat(taken.artifact().format()).matches("[a-z0-9]+(-[a-z0-9]+)*");
        assertThat(taken.artifact().reading().problems().getFirst().advice()).contains(advice);
    }

    @Test
    void damageInsideIsToldWithItsPlace() throws IOException {
        var taken = one(file("partly", "tally\none\n?\ntwo\n".getBytes(UTF_8)));
        assertThat(status(taken)).isEqualTo("partial");
        assertThat(taken.artifact().reading().problems().getFirst().place()).isEqualTo("line 3");
        assertThat(lines(taken)).isEqualTo(4);
    }

    @Test
    void whatCanNotBeReadKeepsNothingElseFromBeingRead() throws IOException {
        var paths = new Path[] {
            directory.resolve("missing"),
            file("unknown", "x".getBytes(UTF_8)),
            good,
            file("cut.gz", Arrays.copyOf(gzip(TALLY), 12)),
            file("all.zip", zip(Map.of("in/1", TALLY, "in/2", new byte[] {7}, "in/3", TALLY)))
        };
        var taken = take(STANDARD, paths);
        assertThat(taken.stream().map(Taken::artifact).map(Artifact::id))
                .containsExactly("a1", "a2", "a3", "a4", "a5.1", "a5.2", "a5.3");
        assertThat(taken.stream()
                        .filter(t -> lines(t) == 3)
                        .map(t -> t.artifact().id()))
                .containsExactly("a3", "a5.1", "a5.3");
        assertThat(problem(taken.getFirst())).isEqualTo("there is no such file");
        assertThat(take(STANDARD, paths).stream().map(Taken::artifact))
                .containsExactlyElementsOf(taken.stream().map(Taken::artifact).toList());
    }

    @Test
    void aFaultOfAReaderCostsItsArtifactOnly() throws IOException {
        Reader<Tallies.Accumulated> faulty = (_, _) -> {
            throw new IllegalStateException("a bug");
        };
        var broken = new Kind<>(
                EvidenceKind.JFR,
                head -> head.text().startsWith("broken") ? Optional.of("broken-1") : Optional.empty(),
                Tallies.Accumulated::new,
                faulty,
                Tallies.Facts.class);
        var taken = new Intake(List.of(broken, Tallies.KIND), STANDARD)
                .take(
                        List.of(new Given.OfPath(file("b", "broken".getBytes(UTF_8))), new Given.OfPath(good)),
                        Progress.SILENT);
        assertThat(problem(taken.getFirst())).contains("broken-1", "a bug");
        assertThat(lines(taken.getLast())).isEqualTo(3);
    }
}
