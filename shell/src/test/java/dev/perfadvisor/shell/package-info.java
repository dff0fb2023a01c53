@NullMarked
package dev.perfadvisor.shell;

import org.jspecify.annotations.NullMarked;
