package dev.perfadvisor.engine.model;

/**
 * One row of the table that says how to cache a type of data.
 *
 * @param data type of data, in users' words
 * @param volatility how often it changes
 * @param sharing who may see the same copy
 * @param tier where to keep it
 * @param strategy how it gets there
 * @param ttl how long it may stay, as a range
 * @param invalidation what removes it when it changes
 * @param stampede what keeps many misses from reaching the origin at once
 * @param source where the advice comes from
 */
public record CachingAdvice(
        String id,
        String data,
        String volatility,
        String sharing,
        String tier,
        String strategy,
        String ttl,
        String invalidation,
        String stampede,
        String source) {}
