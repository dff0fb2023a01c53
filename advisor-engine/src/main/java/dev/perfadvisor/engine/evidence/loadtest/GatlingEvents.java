package dev.perfadvisor.engine.evidence.loadtest;

import java.util.TreeMap;

/** Adds up what Gatling logs. Times are nanoseconds since the epoch; those that can not be are refused with false. */
final class GatlingEvents {

    private static final long LATEST = 7_258_118_400_000_000_000L;
    private static final String GROUP = "group";
    private static final int LONGEST_MESSAGE = 60;

    private final Points points;
    private final TagSets tags;

    GatlingEvents(Points points) {
        this.points = points;
        this.tags = new TagSets(points);
    }

    /**
     * @param groups names of the groups it is in, with commas between them; empty when there are none
     * @param message why it failed, empty when it did not or is not told
     */
    boolean request(String groups, String name, long began, long ended, boolean ok, String message) {
        if (!sane(began, ended)) {
            return false;
        }
        var told = new TreeMap<String, String>();
        told.put("name", name);
        told.put("expected_response", ok ? "true" : "false");
        if (!groups.isEmpty()) {
            told.put(GROUP, groups);
        }
        if (!ok && !message.isEmpty()) {
            told.put("status", status(message));
        }
        var set = tags.of(told);
        points.add(Metric.DURATION, ended, ended - began, set);
        points.add(Metric.FAILED, ended, ok ? 0 : 1, set);
        return true;
    }

    boolean group(String groups, long began, long ended, boolean ok) {
        if (!sane(began, ended)) {
            return false;
        }
        var told = new TreeMap<String, String>();
        told.put("transaction", groups);
        told.put("expected_response", ok ? "true" : "false");
        tags.ofGroup(told, "transaction").request(ended, ended - began);
        return true;
    }

    boolean user(long at, boolean starts) {
        if (!sane(at, at)) {
            return false;
        }
        points.userChange(at, starts ? 1 : -1);
        return true;
    }

    private static boolean sane(long began, long ended) {
        return began > 0 && began <= ended && ended < LATEST;
    }

    /** {@code status.find.is(200), but actually found 500}: the status is what is asked for first. */
    private static String status(String message) {
        int found = message.lastIndexOf("found ");
        var status =
                found < 0 ? "" : message.substring(found + "found ".length()).strip();
        boolean isStatus = status.matches("[1-5]\\d\\d");
        return isStatus ? status : message.substring(0, Math.min(LONGEST_MESSAGE, message.length()));
    }
}
