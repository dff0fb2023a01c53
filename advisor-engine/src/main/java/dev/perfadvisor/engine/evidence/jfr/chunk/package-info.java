/**
 * The binary format of Java Flight Recorder files, as a small library of its own: {@link
 * dev.perfadvisor.engine.evidence.jfr.chunk.ChunkStream} cuts a stream into chunks, {@link
 * dev.perfadvisor.engine.evidence.jfr.chunk.Chunk} finds the metadata, constants and events of one chunk, and {@link
 * dev.perfadvisor.engine.evidence.jfr.chunk.Layout} reads the values of fields as the metadata describes them.
 *
 * <p>A recording is a sequence of chunks, each complete in itself: it carries its own clock, types and constants, so
 * that recordings of different JVMs can follow one another. All of it is read from a byte array that holds one chunk;
 * nothing that the bytes say is trusted as a length before it was compared with the bytes that are there.
 */
@NullMarked
package dev.perfadvisor.engine.evidence.jfr.chunk;

import org.jspecify.annotations.NullMarked;
