package dev.perfadvisor.engine.loadgen;

/**
 * A load test, ready to run.
 *
 * @param text of the file that the tool takes
 */
public record LoadTestScript(LoadModel model, Tool tool, String text) {

    /** {@code average-test.js}. */
    public String fileName() {
        return model.kind().id() + "-test." + tool.ending();
    }
}
