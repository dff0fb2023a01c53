/** Tests of what people see, in a real browser. */
@NullMarked
package dev.perfadvisor.http.page;

import org.jspecify.annotations.NullMarked;
