/**
 * What a model, or a client of another program, may ask of a case. A {@link
 * dev.perfadvisor.engine.assistant.tools.Toolbox} holds the tools: all of them read, none changes anything, and each
 * answers with a page of what can be cited. A {@link dev.perfadvisor.engine.assistant.tools.Redactor} takes out what is
 * nobody else's business before a text leaves the process, and puts it back in what returns.
 */
@NullMarked
package dev.perfadvisor.engine.assistant.tools;

import org.jspecify.annotations.NullMarked;
