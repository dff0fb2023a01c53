@NullMarked
package dev.perfadvisor.http.assistant;

import org.jspecify.annotations.NullMarked;
