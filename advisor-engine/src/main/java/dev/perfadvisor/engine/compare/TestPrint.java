package dev.perfadvisor.engine.compare;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Endpoint;
import dev.perfadvisor.engine.model.FactTree;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * The fingerprint of a load test: the tool, its model and what it asks for. Rate, length and mix vary from run to run and
 * are held against limits by {@link Gate}, not in here.
 */
public final class TestPrint {

    /** Of runs without a load test. */
    public static final String NONE = "no load test";

    private TestPrint() {}

    /** {@code k6, open model, 3 endpoints, 9f86d081}. */
    public static String of(FactTree facts) {
        var load = facts.root("load", LoadTestFacts.class);
        if (load == null || load.run().requests() == 0) {
            return NONE;
        }
        var open = load.run().openModel();
        var model = open == null ? "model unknown" : open ? "open model" : "closed model";
        var names = load.endpoints().stream().map(Endpoint::name).sorted().collect(Collectors.joining("\n"));
        int count = load.endpoints().size();
        var endpoints = count == 0 ? "endpoints unknown" : count == 1 ? "1 endpoint" : count + " endpoints";
        return load.run().tool() + ", " + model + ", " + endpoints + ", " + hash(names);
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
