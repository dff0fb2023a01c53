@NullMarked
package dev.perfadvisor.shell.interactive;

import org.jspecify.annotations.NullMarked;
