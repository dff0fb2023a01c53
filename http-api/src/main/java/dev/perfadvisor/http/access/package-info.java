/** Who calls, and what a caller may do. */
@NullMarked
package dev.perfadvisor.http.access;

import org.jspecify.annotations.NullMarked;
