package dev.perfadvisor.engine.loadgen;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A load generator that tests are written for. */
public enum Tool {
    K6("js"),
    JMETER("jmx");

    private final String ending;

    Tool(String ending) {
        this.ending = ending;
    }

    /** As it is typed. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of its files. */
    public String ending() {
        return ending;
    }

    public static Optional<Tool> of(String id) {
        return Arrays.stream(values()).filter(tool -> tool.id().equals(id)).findFirst();
    }

    /** The test as this tool reads it. */
    public String write(LoadModel model) {
        return switch (this) {
            case K6 -> K6Script.of(model);
            case JMETER -> JMeterPlan.of(model);
        };
    }
}
