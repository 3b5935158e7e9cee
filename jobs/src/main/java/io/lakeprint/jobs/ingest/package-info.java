/**
 * From what the touchpoints send to one event lake.
 *
 * <p>Answers: what arrived, what of it is new, what was refused and why? Every source is
 * configuration. Tables in: {@code identity.identity_map} (as the last run left it). Tables out:
 * {@code events.events}, {@code quarantine.rejected_records}, {@code ops.source_files}.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs.ingest;
