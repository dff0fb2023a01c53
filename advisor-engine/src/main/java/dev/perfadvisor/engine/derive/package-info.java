/**
 * Facts that no single artifact holds: what requests spend their time on, and what happens in the seconds in which they
 * are slow. One file a fact.
 */
@NullMarked
package dev.perfadvisor.engine.derive;

import org.jspecify.annotations.NullMarked;
