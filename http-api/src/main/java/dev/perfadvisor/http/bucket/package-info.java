/** Contents of artifacts in a bucket of S3, or of a store that speaks as S3 does. */
@NullMarked
package dev.perfadvisor.http.bucket;

import org.jspecify.annotations.NullMarked;
