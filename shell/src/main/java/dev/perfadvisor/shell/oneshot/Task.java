package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.engine.render.Document;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Json;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.Surroundings;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command whose answer goes to one target. */
abstract class Task implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private Target target = new Target();

    Task(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public final Integer call() throws IOException {
        target.check();
        return carryOut(target, surroundings).code();
    }

    abstract Exit carryOut(Target to, Surroundings around) throws IOException;

    /** An answer that is there as a page and as JSON. */
    static Exit show(Target to, Surroundings around, Document page, Map<String, Object> json) throws IOException {
        to.write(
                around,
                Format.TERMINAL,
                (format, style) -> format == Format.JSON ? Json.write(json) : Renderer.render(page, format, style));
        return Exit.DONE;
    }
}
