@NullMarked
package dev.perfadvisor.http.access;

import org.jspecify.annotations.NullMarked;
