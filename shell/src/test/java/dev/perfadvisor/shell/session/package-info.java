@NullMarked
package dev.perfadvisor.shell.session;

import org.jspecify.annotations.NullMarked;
