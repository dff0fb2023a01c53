package dev.perfadvisor.http.analysis;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a reading go on when it can not be told or asked for a while, as the database fails; that is logged once. */
final class PatientWatch implements Analyst.Watch {

    private static final Logger LOG = LoggerFactory.getLogger(PatientWatch.class);

    private final Analyst.Watch watch;
    private final AtomicBoolean logged = new AtomicBoolean();

    PatientWatch(Analyst.Watch watch) {
        this.watch = watch;
    }

    @Override
    public void read(long bytes) {
        try {
            watch.read(bytes);
        } catch (RuntimeException e) {
            log(e);
        }
    }

    @Override
    public boolean isGone() {
        try {
            return watch.isGone();
        } catch (RuntimeException e) {
            log(e);
            return false;
        }
    }

    @Override
    public boolean isLastTry() {
        return watch.isLastTry();
    }

    private void log(RuntimeException problem) {
        if (logged.compareAndSet(false, true)) {
            LOG.warn("How far a reading is can not be told, or not whether it is wanted; it goes on", problem);
        }
    }
}
