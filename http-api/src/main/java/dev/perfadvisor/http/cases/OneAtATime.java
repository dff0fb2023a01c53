package dev.perfadvisor.http.cases;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/** Does work of the same name one after the other, in the order in which it came, and that of other names meanwhile. */
final class OneAtATime {

    /** Work that may have to wait. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws InterruptedException;
    }

    private record Queue(ReentrantLock turn, int length) {}

    private final ConcurrentMap<String, Queue> queues = new ConcurrentHashMap<>();

    <T> T run(String name, Work<T> work) throws InterruptedException {
        var turn = queues.compute(
                        name,
                        (_, queue) -> queue == null
                                ? new Queue(new ReentrantLock(true), 1)
                                : new Queue(queue.turn(), queue.length() + 1))
                .turn();
        try {
            turn.lockInterruptibly();
            try {
                return work.run();
            } finally {
                turn.unlock();
            }
        } finally {
            queues.computeIfPresent(
                    name, (_, queue) -> queue.length() == 1 ? null : new Queue(queue.turn(), queue.length() - 1));
        }
    }
}
