/**
 * Commands that run once. Each is a record-like picocli class: its fields are the command line, its {@code call} asks
 * the engine and renders. {@link dev.perfadvisor.shell.oneshot.OneShot} turns what goes wrong into one sentence and an
 * exit status.
 */
@NullMarked
package dev.perfadvisor.shell.oneshot;

import org.jspecify.annotations.NullMarked;
