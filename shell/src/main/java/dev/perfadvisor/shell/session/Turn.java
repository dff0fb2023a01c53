package dev.perfadvisor.shell.session;

/** What one line leads to. */
public record Turn(Session session, Output output) {}
