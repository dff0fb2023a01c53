package dev.perfadvisor.engine.model;

import java.util.List;

/**
 * What to collect next.
 *
 * @param ask what is wanted and why, in one sentence
 * @param command the command that collects it
 * @param decides ids of the causes that it would decide between, those most in question first
 */
public record NextEvidence(String ask, String command, List<String> decides) {}
