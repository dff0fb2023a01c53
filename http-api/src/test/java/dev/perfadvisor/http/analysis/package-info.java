@NullMarked
package dev.perfadvisor.http.analysis;

import org.jspecify.annotations.NullMarked;
