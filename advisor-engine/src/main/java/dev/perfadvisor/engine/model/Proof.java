package dev.perfadvisor.engine.model;

/**
 * How to show that a remedy worked.
 *
 * @param metric what to look at
 * @param expect a condition over the facts of the next run that then holds, in CEL
 * @param inWords the same condition for people
 * @param loadTest kind of load test that shows it: {@code smoke}, {@code average}, {@code stress}, {@code spike},
 *     {@code soak}, {@code breakpoint}
 */
public record Proof(String metric, String expect, String inWords, String loadTest) {}
