package dev.perfadvisor.engine.model;

/**
 * What removing a cause can bring at most.
 *
 * @param share of request time that the cause holds, 0..1
 * @param factor how many times faster that makes requests at most (Amdahl): 1 / (1 - share)
 * @param text the arithmetic in words
 */
public record Gain(double share, double factor, String text) {}
