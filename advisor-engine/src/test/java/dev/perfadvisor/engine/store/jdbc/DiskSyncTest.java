package dev.perfadvisor.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** One sync serves all whose commits came before it began, and nobody else. */
class DiskSyncTest {

    @Test
    void whatIsCommittedIsOnDiskWhenTheCallReturns() throws Exception {
        var committed = new AtomicLong();
        var onDisk = new AtomicLong();
        var syncs = new AtomicInteger();
        var sync = new DiskSync(() -> {
            syncs.incrementAndGet();
            long seen = committed.get();
            LockSupport.parkNanos(1_000);
            onDisk.accumulateAndGet(seen, Math::max);
        });
        var missing = Collections.synchronizedList(new ArrayList<Long>());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = new ArrayList<Future<?>>();
            for (int i = 0; i < 200; i++) {
                clients.add(threads.submit(() -> {
                    for (int k = 0; k < 50; k++) {
                        long mine = committed.incrementAndGet();
                        sync.await();
                        if (onDisk.get() < mine) {
                            missing.add(mine);
                        }
                    }
                    return null;
                }));
            }
            for (var client : clients) {
                client.get();
            }
        }
        assertThat(missing).isEmpty();
        assertThat(committed.get()).isEqualTo(10_000);
        assertThat(syncs.get()).isPositive();
    }

    @Test
    void thoseWhoWaitShareTheNextOne() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var syncs = new AtomicInteger();
        var sync = new DiskSync(() -> {
            if (syncs.incrementAndGet() == 1) {
                begun.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new SQLException(e);
                }
            }
        });
        var others = new ArrayList<Thread>();
        var first = Thread.ofPlatform().start(() -> quietly(sync));
        begun.await();
        for (int i = 0; i < 20; i++) {
            others.add(Thread.ofPlatform().start(() -> quietly(sync)));
        }
        for (var other : others) {
            while (other.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        goOn.countDown();
        first.join();
        for (var other : others) {
            other.join();
        }
        assertThat(syncs).hasValue(2);
    }

    @Test
    void oneThatFailsIsNobodyElsesAnswer() throws Exception {
        var tries = new AtomicInteger();
        var sync = new DiskSync(() -> {
            if (tries.incrementAndGet() == 1) {
                throw new SQLException("the disk is full");
            }
        });
        assertThatThrownBy(sync::await).hasMessage("the disk is full");
        sync.await();
        assertThat(tries).hasValue(2);
    }

    private static void quietly(DiskSync sync) {
        try {
            sync.await();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
