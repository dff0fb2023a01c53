package dev.perfadvisor.engine.evidence.slowquery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.model.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small logs of each format that end at every byte: what ends within an entry is told, with its place and cause. */
final class EveryEndTest {

    /** Long enough for some entries, as each end is a reading of its own. */
    private static final int SIZE = 4_000;

    /** A kind of log, and where the beginning of one ends as the server leaves it. */
    enum Kind {
        MYSQL("mysql9.log") {
            @Override
            boolean isEnd(String beginning) {
                var rest = beginning.strip();
                var last = rest.substring(rest.lastIndexOf('\n') + 1);
                boolean ofHeader = last.startsWith("use ") || last.startsWith("SET timestamp=");
                boolean banner = beginning.endsWith("\n") && last.endsWith("Argument");
                return (last.endsWith(";") && !ofHeader && !beginning.endsWith("\n\n")) || banner;
            }
        },
        MARIADB("mariadb.log") {
            @Override
            boolean isEnd(String beginning) {
                return MYSQL.isEnd(beginning);
            }
        },
        STDERR("postgres.log") {
            @Override
            boolean isEnd(String beginning) {
                return beginning.endsWith("\n");
            }
        },
        CSV("postgres.csv") {
            @Override
            boolean isEnd(String beginning) {
                return beginning.endsWith("\n")
                        && beginning.chars().filter(c -> c == '"').count() % 2 == 0;
            }
        },
        JSON("postgres.json") {
            @Override
            boolean isEnd(String beginning) {
                return beginning.endsWith("}") || beginning.endsWith("}\n");
            }
        },
        MONGODB("mongodb.log") {
            @Override
            boolean isEnd(String beginning) {
                var last = beginning.substring(beginning.stripTrailing().lastIndexOf('\n') + 1);
                return last.chars().filter(c -> c == '{').count()
                        == last.chars().filter(c -> c == '}').count();
            }
        },
        DIGESTS("pg-stat-statements.csv") {
            @Override
            boolean isEnd(String beginning) {
                return CSV.isEnd(beginning);
            }
        };

        private final String file;

        Kind(String file) {
            this.file = file;
        }

        /** Whether the beginning of a log that is not empty holds whole entries only. */
        abstract boolean isEnd(String beginning);
    }

    @ParameterizedTest
    @EnumSource
    void whatEndsWithinAnEntryIsTold(Kind kind) {
        byte[] all = Logs.bytes(kind.file);
        String format = Logs.format(all).orElseThrow();
        int ends = 0;
        for (int end = 1; end <= Math.min(all.length, SIZE); end++) {
            byte[] beginning = Arrays.copyOf(all, end);
            boolean whole = kind.isEnd(new String(beginning, StandardCharsets.ISO_8859_1));
            ends += whole ? 1 : 0;
            Reading reading = Logs.read(beginning, format).reading();
            if (!whole) {
                assertThat(reading.problems())
                        .as("%s ends after byte %d", kind, end)
                        .isNotEmpty();
                assertThat(reading.problems().getFirst().cause())
                        .as("%s ends after byte %d", kind, end)
                        .isNotBlank();
            } else if (reading instanceof Reading.Partial) {
                assertThat(reading.problems())
                        .as("%s ends after byte %d, with an entry", kind, end)
                        .isEmpty();
            }
        }
        assertThat(ends).as("entries that end").isPositive();
    }

    /** Before its first measured figure it may be a plan that was not executed, and one of MySQL may end with any line. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan-psql.txt",
                "plan-sort.txt",
                "plan-yaml.txt",
                "plan-xml.txt",
                "plan-json.txt",
                "plan-mysql9-analyze.txt"
            })
    void aPlanThatEndsBeforeItsEndIsTold(String file) {
        byte[] all = Logs.bytes(file);
        var whole = new String(all, StandardCharsets.UTF_8).stripTrailing();
        for (int end = whole.length() - 1; end > 0; end--) {
            var text = whole.substring(0, end);
            byte[] beginning = text.getBytes(StandardCharsets.UTF_8);
            var format = Logs.format(beginning);
            var last = text.substring(text.lastIndexOf('\n') + 1);
            boolean mayEnd = file.contains("mysql")
                    ? last.replace("(", "").length() == last.replace(")", "").length()
                    : !text.toLowerCase(Locale.ROOT).contains("actual");
            if (format.isPresent() && !mayEnd && !text.stripTrailing().equals(whole)) {
                assertThat(Logs.read(beginning, format.get()).reading())
                        .as("%s ends after byte %d", file, end)
                        .isNotInstanceOf(Reading.Complete.class);
            }
        }
        assertThat(Logs.read(all, Logs.format(all).orElseThrow()).reading()).isInstanceOf(Reading.Complete.class);
    }
}
