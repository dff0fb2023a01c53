/**
 * The advisor over HTTP. {@link dev.perfadvisor.http.Server} starts it on a loopback address; the controllers hand what
 * was uploaded to the engine and give back what it says, in the form that the client accepts; {@link
 * dev.perfadvisor.http.Problems} is all that can go wrong, as problem details (RFC 9457).
 */
@NullMarked
package dev.perfadvisor.http;

import org.jspecify.annotations.NullMarked;
