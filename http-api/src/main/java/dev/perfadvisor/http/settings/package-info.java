/** What can be set, and the parts that are made from it. */
@NullMarked
package dev.perfadvisor.http.settings;

import org.jspecify.annotations.NullMarked;
