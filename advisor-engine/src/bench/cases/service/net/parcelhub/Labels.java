package net.parcelhub;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** Numbers for new labels. */
final class Labels {

    private static final int ROUNDS = 60;
    private static final int MANY_ROUNDS = 400;

    private final Store store;
    private final Settings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final ConcurrentHashMap<String, String> numbers = new ConcurrentHashMap<>();
    private final Semaphore permit = new Semaphore(1);
    private final AtomicLong last = new AtomicLong();

    Labels(Store store, Settings settings) {
        this.store = store;
        this.settings = settings;
        if (settings.has("stop-and-go")) {
            Thread.ofPlatform().daemon().name("renumbering").start(this::renumber);
        }
    }

    byte[] next(String zone) throws SQLException {
        if (settings.has("monitor")) {
            return one(monitored(zone));
        }
        if (settings.has("reentrant-lock")) {
            lock.lock();
            try {
                return one(checked(zone, ROUNDS));
            } finally {
                lock.unlock();
            }
        }
        if (settings.has("stop-and-go")) {
            return one(shared(zone));
        }
        if (settings.has("compute")) {
            return one(numbers.compute(zone, (name, _) -> uncheckedly(name)));
        }
        if (settings.has("permit")) {
            permit.acquireUninterruptibly();
            try {
                return one(checked(zone, MANY_ROUNDS));
            } finally {
                permit.release();
            }
        }
        return one(zone + last.incrementAndGet());
    }

    private String uncheckedly(String zone) {
        try {
            return checked(zone, MANY_ROUNDS);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized String monitored(String zone) throws SQLException {
        return checked(zone, ROUNDS);
    }

    private synchronized String shared(String zone) {
        return zone + last.incrementAndGet();
    }

    /** The database is asked again and again while the lock is held. */
    private String checked(String zone, int rounds) throws SQLException {
        var number = zone + last.incrementAndGet();
        for (int i = 0; i < rounds; i++) {
            store.rows("select count(*) as used from scan_event where parcel_id = ?", last.get() % 90_000 + i);
        }
        return number;
    }

    /** A job that holds the lock of all requests for more than a second, every eight. */
    private void renumber() {
        try {
            while (true) {
                Thread.sleep(7_000);
                synchronized (this) {
                    Thread.sleep(1_300);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] one(String number) {
        return Json.bytes(Map.of("label", number));
    }
}
