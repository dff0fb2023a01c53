/**
 * The session at a terminal, and line by line from a script.
 *
 * <p>Spring Shell is the frame of the interactive session: each {@link dev.perfadvisor.shell.session.Verb} is a command
 * in its registry, its executor looks commands up and runs them, its parser and runner are the seams that are filled
 * here, and a Spring context wires and closes all of it. Reading, splitting and completing of lines are ours, by JLine:
 * the parser of Spring Shell joins arguments by spaces (paths with spaces break), knows no single quotes, takes
 * {@code //} for the start of a comment, answers a line that is no command with a stack trace, and completes no
 * positional arguments. Here a line that is no command is the most important one.
 */
@NullMarked
package dev.perfadvisor.shell.interactive;

import org.jspecify.annotations.NullMarked;
