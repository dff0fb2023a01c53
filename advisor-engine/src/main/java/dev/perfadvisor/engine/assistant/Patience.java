package dev.perfadvisor.engine.assistant;

import dev.perfadvisor.engine.model.Progress;
import java.util.concurrent.CancellationException;

/** Ends what is read for a message when its time is over, or nobody waits any more. */
record Patience(Deadline deadline, Listener listener) implements Progress {

    @Override
    public void read(String name, long bytes) {
        if (deadline.isOver()) {
            throw new CancellationException("the time of the message is over");
        }
        listener.waiting();
    }
}
