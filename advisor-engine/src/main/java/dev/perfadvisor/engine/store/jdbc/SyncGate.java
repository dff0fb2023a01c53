package dev.perfadvisor.engine.store.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javax.sql.DataSource;

/**
 * Lets a file of H2's be synced between transactions only. What H2 writes are the maps of its tables and of what it would undo,
 * one after the other: a transaction that goes on meanwhile can be half in the file, and stay so when the process is
 * killed. A connection has to be taken before the gate, as the sync waits at the gate with one in its hands.
 */
final class SyncGate {

    /** Seconds that a sync waits for transactions: those that take longer must not hold up all others. */
    private static final int PATIENCE = 2;

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

    /** A transaction begins. */
    void enter() {
        lock.readLock().lock();
    }

    /** It has ended, in the thread in which it began. */
    void leave() {
        lock.readLock().unlock();
    }

    /** Runs a sync while no transaction goes on, or after {@value #PATIENCE} s all the same. */
    void alone(DiskSync.Action sync) throws SQLException {
        // What waits is committed, and an interrupted thread closes the file of the database: an interruption has to
        // wait.
        boolean interrupted = Thread.interrupted();
        boolean alone = false;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        for (long left = end - System.nanoTime(); left > 0 && !alone; left = end - System.nanoTime()) {
            try {
                alone = lock.writeLock().tryLock(left, TimeUnit.NANOSECONDS);
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        try {
            sync.run();
        } finally {
            if (alone) {
                lock.writeLock().unlock();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits for a sync, which a transaction of this thread may well be half in: it rests until then. */
    void await(DiskSync disk) throws SQLException {
        int entered = lock.getReadHoldCount();
        for (int i = 0; i < entered; i++) {
            leave();
        }
        try {
            disk.await();
        } finally {
            for (int i = 0; i < entered; i++) {
                enter();
            }
        }
    }

    /** The same connections for those who run transactions of their own: each is one until it is closed. */
    DataSource over(DataSource source) {
        return proxy(DataSource.class, (method, arguments) -> {
            var result = invoke(source, method, arguments);
            return result instanceof Connection connection ? entered(connection) : result;
        });
    }

    private Connection entered(Connection connection) {
        enter();
        var open = new AtomicBoolean(true);
        return proxy(Connection.class, (method, arguments) -> {
            try {
                return invoke(connection, method, arguments);
            } finally {
                if (method.getName().equals("close") && open.getAndSet(false)) {
                    leave();
                }
            }
        });
    }

    /** What is done in place of a call. */
    @FunctionalInterface
    private interface Call {
        Object of(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                SyncGate.class.getClassLoader(),
                new Class<?>[] {type},
                (_, method, arguments) -> call.of(method, arguments)));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
