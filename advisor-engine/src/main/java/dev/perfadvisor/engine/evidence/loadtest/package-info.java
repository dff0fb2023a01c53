/**
 * Results of load generators: k6, JMeter, Gatling, Locust, Artillery, autocannon, vegeta, oha, wrk, hey and ab.
 *
 * <p>{@link dev.perfadvisor.engine.evidence.loadtest.LoadTestReader} reads each as its {@code ResultFormat} does; {@code
 * ResultFormats} lists them. Formats with a line for each measurement are read in blocks by several threads ({@code RecordReader})
 * into {@code Points}: sums, histograms and one-second windows that can be merged in any order. Summaries are read as a whole into
 * a {@code Summary}, in which all tools have the vocabulary of k6. {@link
 * dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts} are made of either, or of both together.
 */
@NullMarked
package dev.perfadvisor.engine.evidence.loadtest;

import org.jspecify.annotations.NullMarked;
