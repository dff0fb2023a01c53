package dev.perfadvisor.shell.interactive;

import dev.perfadvisor.engine.model.Progress;
import java.util.concurrent.CancellationException;

/** Progress of an analysis that somebody may stop: the next bytes read then end it. */
final class Stoppable implements Progress {

    private final Progress shown;
    private volatile boolean stopped;

    Stoppable(Progress shown) {
        this.shown = shown;
    }

    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    @Override
    public void read(String name, long bytes) {
        if (stopped) {
            throw new CancellationException("stopped by the user");
        }
        shown.read(name, bytes);
    }
}
