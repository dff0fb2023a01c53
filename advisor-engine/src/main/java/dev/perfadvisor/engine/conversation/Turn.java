package dev.perfadvisor.engine.conversation;

/** What a message leads to. */
public record Turn(Case next, Reply reply) {}
