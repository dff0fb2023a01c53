@NullMarked
package dev.perfadvisor.http.settings;

import org.jspecify.annotations.NullMarked;
