@NullMarked
package dev.perfadvisor.http.runs;

import org.jspecify.annotations.NullMarked;
