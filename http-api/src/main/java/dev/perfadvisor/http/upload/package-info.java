/** Artifacts on their way in: from the body of a request to the store, in constant memory. */
@NullMarked
package dev.perfadvisor.http.upload;

import org.jspecify.annotations.NullMarked;
