package dev.perfadvisor.shell.interactive;

import dev.perfadvisor.engine.model.Progress;
import java.util.concurrent.CancellationException;

/** Progress that somebody may stop: what is heard next then ends it. */
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
        check();
        shown.read(name, bytes);
    }

    @Override
    public void doing(String what) {
        check();
        shown.doing(what);
    }

    private void check() {
        if (stopped) {
            throw new CancellationException("stopped by the user");
        }
    }
}
