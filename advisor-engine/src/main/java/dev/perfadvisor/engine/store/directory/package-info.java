/** Contents in a directory of the file system: {@link dev.perfadvisor.engine.store.directory.DirectoryArtifactStore}. */
@NullMarked
package dev.perfadvisor.engine.store.directory;

import org.jspecify.annotations.NullMarked;
