/**
 * Reports of behaviour: funnels, retention, life cycle, stickiness and paths, by definitions that
 * an operator can read.
 *
 * <p>Answers: how many get how far, who comes back, who is new or away, which way do people take?
 * Tables in: {@code events.events}, {@code behaviour.sessions}, {@code events.event_catalog} (names
 * of events). Tables out: {@code behaviour.funnel_steps}, {@code behaviour.funnel_users}, {@code
 * behaviour.retention_cells}, {@code behaviour.lifecycle}, {@code behaviour.stickiness}, {@code
 * behaviour.path_edges}.
 *
 * <p>All reports of a run share one shuffle: an event goes through it as its time, a mask of the
 * conditions that it meets and the few values that any report needs, and only if it meets a
 * condition. What one person did is then one {@link io.lakeprint.jobs.behaviour.kernel.EventLog},
 * which every report reads.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs.behaviour.reports;
