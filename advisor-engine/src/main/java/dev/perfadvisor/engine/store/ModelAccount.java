package dev.perfadvisor.engine.store;

import java.util.concurrent.atomic.AtomicReference;

/** What models have taken for one case, counted in one place for all who let them speak about it. */
public interface ModelAccount {

    /**
     * Tokens.
     *
     * @param input sent
     * @param output received
     */
    record Taken(long input, long output) {

        /** Both. */
        public Taken plus(Taken more) {
            return new Taken(input + more.input, output + more.output);
        }

        public long all() {
            return input + output;
        }
    }

    /** By now, with what was taken for requests that are being answered. */
    Taken taken();

    /**
     * Takes more, unless somebody has since it was looked at.
     *
     * @param seen what was taken then
     * @param more may be less than nothing, to give back what was not used
     * @return whether it was done
     */
    boolean take(Taken seen, Taken more);

    /** One that begins with what was taken before, and that nobody else knows. */
    static ModelAccount after(Taken before) {
        var taken = new AtomicReference<>(before);
        return new ModelAccount() {
            @Override
            public Taken taken() {
                return taken.get();
            }

            @Override
            public boolean take(Taken seen, Taken more) {
                return taken.getAndUpdate(now -> now.equals(seen) ? seen.plus(more) : now)
                        .equals(seen);
            }
        };
    }
}
