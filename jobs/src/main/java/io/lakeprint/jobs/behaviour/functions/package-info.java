/**
 * Behaviour functions for anybody's SQL: ClickHouse's windowFunnel, retention, sequenceMatch,
 * sequenceCount and sequenceNextNode with its semantics.
 *
 * <p>Answers: how far, did they, how often, what next, in a query of one's own? Tables in and out:
 * none. Any Spark session with Lakeprint's jar on its class path has the functions.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs.behaviour.functions;
