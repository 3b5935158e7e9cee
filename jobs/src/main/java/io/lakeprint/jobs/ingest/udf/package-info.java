/**
 * SQL functions for the expressions of a source that Spark lacks.
 *
 * <p>Answers: what do the JSON fragments, addresses and zones inside a record say? Tables in and
 * out: none. All are deterministic, null for null, and null or empty for what they cannot read: an
 * expression never fails a job.
 */
@NullMarked
package io.lakeprint.jobs.ingest.udf;

import org.jspecify.annotations.NullMarked;
