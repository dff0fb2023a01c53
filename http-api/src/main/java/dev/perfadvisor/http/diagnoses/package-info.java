/** The one-shot diagnosis: evidence and a problem in, an answer out, and nothing kept. */
@NullMarked
package dev.perfadvisor.http.diagnoses;

import org.jspecify.annotations.NullMarked;
