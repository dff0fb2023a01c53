package dev.perfadvisor.engine.evidence.loadtest;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether work arrives at a given rate, whatever the system does (open), or each user waits for the answer before going on
 * (closed). All answers are null when it can't be told, which includes tests with scenarios of both kinds.
 */
final class LoadModel {

    private static final int FEWEST_WINDOWS = 10;

    /** Iterations that end in a second vary less than by chance when a clock starts them. */
    private static final double CLOCKED = 0.5;

    private static final double FREE_USERS = 0.2;
    private static final double MOST_AT_LEVEL = 0.95;

    private LoadModel() {}

    /** From k6's executors. */
    static @Nullable Boolean of(Set<String> executors) {
        if (executors.isEmpty()) {
            return null;
        }
        boolean allOpen = executors.stream().allMatch(executor -> executor.endsWith("arrival-rate"));
        boolean noneOpen = executors.stream().noneMatch(executor -> executor.endsWith("arrival-rate"));
        return (allOpen || noneOpen) ? (Boolean) allOpen : null;
    }

    /** From a summary, where dropped iterations only count if the users were not as many all the time. */
    static @Nullable Boolean of(Summary summary) {
        var dropped = summary.value(Metric.DROPPED.id(), "count");
        var fewest = summary.value(Metric.USERS.id(), "min");
        var most = summary.value(Metric.USERS.id(), "max");
        var planned = summary.openModel() == null ? of(summary.executors()) : summary.openModel();
        if (planned != null || dropped == null || fewest == null || most == null) {
            return planned;
        }
        return (dropped > 0 && fewest < most) ? Boolean.TRUE : null;
    }

    /**
     * From what was seen. Iterations dropped on the way are those of an open model; executors with a number of iterations
     * drop theirs when the time is over. Users that are always as many as there are work in a closed loop; users that come
     * and go while iterations end like clockwork do not.
     */
    static @Nullable Boolean of(@Nullable Series series, long usersAllocated) {
        if (series == null || series.length() < FEWEST_WINDOWS) {
            return null;
        }
        if (series.dropped() > 0) {
            return true;
        }
        var users = Series.known(series.users());
        if (users.length < FEWEST_WINDOWS) {
            return null;
        }
        long atLimit = Arrays.stream(users).filter(n -> n >= usersAllocated).count();
        if (usersAllocated > 1 && atLimit >= MOST_AT_LEVEL * users.length) {
            return Boolean.FALSE;
        }
        boolean free = deviation(users) > FREE_USERS * mean(users);
        double rate = mean(series.offered());
        boolean clocked = rate > 0 && Math.pow(deviation(series.offered()), 2) / rate < CLOCKED;
        return (free && clocked) ? Boolean.TRUE : null;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
    }
}
