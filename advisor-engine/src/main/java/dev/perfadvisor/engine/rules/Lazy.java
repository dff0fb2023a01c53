package dev.perfadvisor.engine.rules;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is made once, when it is first asked for, whichever thread asks. */
public final class Lazy<T> {

    private final Supplier<T> maker;
    private volatile @Nullable T value;

    public Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    public T get() {
        var ready = value;
        if (ready == null) {
            synchronized (this) {
                ready = value;
                if (ready == null) {
                    ready = maker.get();
                    value = ready;
                }
            }
        }
        return ready;
    }
}
