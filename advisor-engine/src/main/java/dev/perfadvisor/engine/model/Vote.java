package dev.perfadvisor.engine.model;

/**
 * One summand of the support of a cause.
 *
 * @param from id of the rule, {@code prior}, or {@code words} for the likeness of the user's words
 * @param text what it says, in one line
 * @param decibans ten times the decimal logarithm of how many times likelier the cause becomes
 * @param counted whether it is in the sum; of several votes of one group only the strongest is
 */
public record Vote(String from, String text, double decibans, boolean counted) {}
