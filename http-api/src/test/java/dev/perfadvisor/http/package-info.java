@NullMarked
package dev.perfadvisor.http;

import org.jspecify.annotations.NullMarked;
