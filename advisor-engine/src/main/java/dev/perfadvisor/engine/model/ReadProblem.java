package dev.perfadvisor.engine.model;

/**
 * Something in an artifact that could not be read.
 *
 * @param place where: a line ({@code line 17}), a byte offset ({@code byte 68}), a chunk, or {@code file}
 * @param cause what is wrong there, in one sentence
 * @param advice what the user can do about it, in one sentence
 */
public record ReadProblem(String place, String cause, String advice) {}
