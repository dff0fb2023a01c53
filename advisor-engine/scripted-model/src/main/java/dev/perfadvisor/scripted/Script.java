package dev.perfadvisor.scripted;

/** Decides what to do with a request. */
@FunctionalInterface
public interface Script {

    Move next(Seen seen);
}
