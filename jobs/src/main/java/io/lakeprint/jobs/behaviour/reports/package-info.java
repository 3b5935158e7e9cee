/**
 * Reports of behaviour: funnels, retention, life cycle, stickiness, paths, attribution, heat maps,
 * intervals, distributions and comparisons, by definitions that an operator can read.
 *
 * <p>Answers: how many get how far, who comes back, who is new or away, which way do people take,
 * whose doing is a conversion, when and where do people click, how long does it take, how much do
 * they do? Tables in: {@code events.events}, {@code behaviour.sessions}, {@code
 * events.event_catalog} (names of events), {@code reference.ad_costs}. Tables out: {@code
 * behaviour.funnel_steps}, {@code behaviour.funnel_users}, {@code behaviour.retention_cells},
 * {@code behaviour.lifecycle}, {@code behaviour.stickiness}, {@code behaviour.path_edges}, {@code
 * behaviour.path_transitions}, {@code behaviour.path_sequences}, {@code
 * behaviour.attribution_credits}, {@code behaviour.heatmap_cells}, {@code
 * behaviour.interval_stats}, {@code behaviour.distribution_cells}, {@code
 * behaviour.group_comparisons}.
 *
 * <p>All reports of a run share one shuffle: an event goes through it as its time, a mask of the
 * conditions that it meets and the few values that any report needs, and only if it meets a
 * condition. What one person did is then one {@link io.lakeprint.jobs.behaviour.kernel.EventLog},
 * which every report reads. Each kind of report is a {@code ReportKind} (its definitions, checks,
 * series and tables) and a {@code Work} (what it reads of a person); {@code ReportKinds} lists
 * them.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs.behaviour.reports;
