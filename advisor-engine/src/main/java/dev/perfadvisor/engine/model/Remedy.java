package dev.perfadvisor.engine.model;

/**
 * Something that can be done about a cause.
 *
 * @param what the change, in one sentence
 * @param effort how much work it is
 * @param risk what may break
 * @param gain what it brings and why
 * @param snippet statement, flag or code made for this case; empty when there is none
 */
public record Remedy(String what, Severity effort, Severity risk, String gain, String snippet) {}
