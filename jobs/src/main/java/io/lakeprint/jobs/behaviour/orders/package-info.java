/**
 * Orders, whatever shape they came in.
 *
 * <p>Answers: what did an order come to, was it paid, what was given back, which lines made it?
 * Tables in: {@code events.events}. Tables out: {@code behaviour.orders}, {@code
 * behaviour.order_items}.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs.behaviour.orders;
