/**
 * The interactive session as data and a function: {@link dev.perfadvisor.shell.session.Line} is what was typed,
 * {@link dev.perfadvisor.shell.session.Session} what has been said and attached so far, and
 * {@link dev.perfadvisor.shell.session.Desk} takes both to the next session and a
 * {@link dev.perfadvisor.shell.session.Output}. Nothing in here knows a terminal.
 */
@NullMarked
package dev.perfadvisor.shell.session;

import org.jspecify.annotations.NullMarked;
