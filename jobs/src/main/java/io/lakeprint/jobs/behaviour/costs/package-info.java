/**
 * What advertising costs: the cost records of any source, by day and campaign.
 *
 * <p>Answers: what was spent, on which campaign, in which currency? Tables in: {@code
 * events.events}. Table out: {@code reference.ad_costs}.
 *
 * <p>A cost comes in like anything else: a source maps a platform's report to events named {@code
 * ad_cost} with an amount, a currency and campaign fields, so that formats, duplicates, refused
 * records, reload and unload are those of every source.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs.behaviour.costs;
