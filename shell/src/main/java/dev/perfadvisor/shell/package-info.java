/**
 * The advisor on the command line. {@link dev.perfadvisor.shell.Main} knows the process (arguments, streams, exit
 * status); {@link dev.perfadvisor.shell.Application} is all of it as a function that tests call.
 *
 * <ul>
 *   <li>{@code oneshot}: commands such as {@code diagnose}, parsed by picocli, straight to the engine. No Spring: a
 *       container would take longer to start than most analyses take.
 *   <li>{@code session}: what happens between a line and an answer in the interactive session, as immutable data.
 *   <li>{@code interactive}: the same at a terminal, in a Spring Shell.
 * </ul>
 */
@NullMarked
package dev.perfadvisor.shell;

import org.jspecify.annotations.NullMarked;
