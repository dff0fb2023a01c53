package dev.perfadvisor.engine.assistant;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which model answers, and what it may cost.
 *
 * @param key empty when none is needed
 * @param streaming whether answers are asked for in parts
 * @param dialect what providers want to be told in different ways
 * @param limits per message and per case
 */
public record AssistantSettings(
        Provider provider,
        String baseUrl,
        String model,
        String key,
        boolean streaming,
        Dialect dialect,
        Limits limits) {

    private static final String PREFIX = "advisor.assistant.";

    /**
     * What providers want to be told in different ways.
     *
     * @param contextTokens the window that Ollama is to give the model, as its own is small and what does not fit is cut off
     *     without a word
     * @param output how a server of OpenAI's protocol is told the longest answer
     */
    public record Dialect(int contextTokens, Output output) {

        /** What is usual where nothing is set. */
        public static Dialect standard() {
            return new Dialect(16_384, Output.MAX_TOKENS);
        }
    }

    /** How the longest answer is told. */
    public enum Output {
        /** As most servers understand it. */
        MAX_TOKENS,
        /** As newer models of OpenAI want it, which count what they think, and take no temperature. */
        MAX_COMPLETION_TOKENS;

        /** As in settings and in the protocol. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What may be spent. Prices are per million tokens, in whatever currency; 0 is "not known", and then money is not
     * limited.
     *
     * @param call longest time of one request
     * @param message longest time of one message
     * @param rounds most requests for one message
     * @param tokens most tokens of one message, in and out
     * @param caseTokens most tokens of one case
     * @param cost most money of one case
     * @param memory most tokens of earlier messages that are sent along
     */
    public record Limits(
            Duration call,
            Duration message,
            int rounds,
            long tokens,
            long caseTokens,
            double inputPrice,
            double outputPrice,
            double cost,
            long memory) {

        /** What is usual where nothing is set. */
        public static Limits standard() {
            return new Limits(Duration.ofSeconds(60), Duration.ofSeconds(120), 10, 60_000, 1_000_000, 0, 0, 0, 2_000);
        }

        double price(long input, long output) {
            return (input * inputPrice + output * outputPrice) / 1e6;
        }
    }

    /** The settings are wrong; the message says which and how. */
    public static final class WrongSettingsException extends RuntimeException {

        private static final long serialVersionUID = 1;

        WrongSettingsException(String message) {
            super(message);
        }
    }

    /** The key is not shown. */
    @Override
    public String toString() {
        return provider.id() + " " + model + " at " + baseUrl;
    }

    /**
     * Settings by name, empty when there is no {@code advisor.assistant.model}.
     *
     * @param lookup value of {@code advisor.assistant.NAME}, null when it is not set
     * @throws WrongSettingsException when one of them can not be used
     */
    public static Optional<AssistantSettings> of(Function<String, @Nullable String> lookup) {
        var read = new Values(name -> lookup.apply(PREFIX + name));
        var model = read.text("model", "");
        if (model.isEmpty()) {
            return Optional.empty();
        }
        var name = read.text("provider", Provider.OPENAI_COMPATIBLE.id());
        var provider = Provider.of(name)
                .orElseThrow(() -> new WrongSettingsException(
                        PREFIX + "provider is '" + name + "'; it must be openai-compatible, ollama or anthropic."));
        var usual = Limits.standard();
        return Optional.of(new AssistantSettings(
                provider,
                read.url("base-url", provider.usualUrl()),
                model,
                read.key(),
                read.isOn("streaming", true),
                new Dialect(read.contextTokens(Dialect.standard().contextTokens()), read.output()),
                new Limits(
                        read.seconds("call-timeout", usual.call()),
                        read.seconds("message-timeout", usual.message()),
                        (int) read.number("max-rounds", usual.rounds()),
                        (long) read.number("max-tokens", (double) usual.tokens()),
                        (long) read.number("max-case-tokens", (double) usual.caseTokens()),
                        read.number("price.input", 0),
                        read.number("price.output", 0),
                        read.number("max-cost", 0),
                        (long) read.number("memory-tokens", (double) usual.memory()))));
    }

    /**
     * Settings from the environment ({@code ADVISOR_ASSISTANT_MODEL}) and, where it is silent, from {@code
     * performance-advisor/assistant.properties} in the directory of configuration of the user.
     */
    public static Optional<AssistantSettings> ofEnvironment(Map<String, String> env) {
        var file = file(env);
        return of(name -> {
            var value = env.get(name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'));
            return value == null ? file.get(name) : value;
        });
    }

    private static Map<String, String> file(Map<String, String> env) {
        var home = env.getOrDefault("HOME", "");
        var base = env.getOrDefault("XDG_CONFIG_HOME", home.isEmpty() ? "" : home + "/.config");
        var path = Path.of(base, "performance-advisor", "assistant.properties");
        if (base.isEmpty() || !Files.isReadable(path)) {
            return Map.of();
        }
        var properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw new WrongSettingsException(path + " can not be read: " + e.getMessage());
        }
        properties.stringPropertyNames().stream()
                .filter(name -> !name.startsWith(PREFIX))
                .findFirst()
                .ifPresent(name -> {
                    throw new WrongSettingsException(
                            path + " has '" + name + "'; all names in it begin with " + PREFIX + ".");
                });
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    /** Tokens of the smallest window in which a question can be asked. */
    private static final int LEAST_CONTEXT = 8_192;

    private record Values(Function<String, @Nullable String> lookup) {

        String text(String name, String usual) {
            var value = lookup.apply(name);
            return value == null || value.isBlank() ? usual : value.strip();
        }

        double number(String name, double usual) {
            var text = text(name, "");
            if (text.isEmpty()) {
                return usual;
            }
            try {
                double number = Double.parseDouble(text);
                if (number >= 0 && Double.isFinite(number)) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Told below, with all other numbers that are none.
            }
            throw new WrongSettingsException(PREFIX + name + " is '" + text + "'; it must be a number from 0 on.");
        }

        boolean isOn(String name, boolean usual) {
            var text = text(name, String.valueOf(usual));
            if (!text.equals("true") && !text.equals("false")) {
                throw new WrongSettingsException(PREFIX + name + " is '" + text + "'; it must be true or false.");
            }
            return text.equals("true");
        }

        int contextTokens(int usual) {
            double tokens = number("context-tokens", usual);
            if (tokens < LEAST_CONTEXT || tokens > Integer.MAX_VALUE) {
                throw new WrongSettingsException(PREFIX + "context-tokens must be " + LEAST_CONTEXT
                        + " or more: instructions and tools take half of that.");
            }
            return (int) tokens;
        }

        Output output() {
            var name = text("output-parameter", Dialect.standard().output().id());
            return Arrays.stream(Output.values())
                    .filter(output -> output.id().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new WrongSettingsException(PREFIX + "output-parameter is '" + name
                            + "'; it must be max_tokens or max_completion_tokens."));
        }

        Duration seconds(String name, Duration usual) {
            double seconds = number(name, usual.toMillis() / 1e3);
            if (seconds <= 0) {
                throw new WrongSettingsException(PREFIX + name + " must be more than 0 seconds.");
            }
            return Duration.ofMillis((long) (seconds * 1e3));
        }

        String url(String name, String usual) {
            var text = text(name, usual);
            try {
                var uri = URI.create(text);
                if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
                }
            } catch (IllegalArgumentException e) {
                // Told below.
            }
            throw new WrongSettingsException(
                    PREFIX + name + " is '" + text + "'; it must be an http or https address.");
        }

        /** Of the setting itself, or the first line of the file that is named. */
        String key() {
            var file = text("key-file", "");
            if (file.isEmpty()) {
                return text("key", "");
            }
            try {
                return Files.readString(Path.of(file))
                        .lines()
                        .findFirst()
                        .orElse("")
                        .strip();
            } catch (IOException e) {
                throw new WrongSettingsException(PREFIX + "key-file '" + file + "' can not be read.");
            }
        }
    }
}
