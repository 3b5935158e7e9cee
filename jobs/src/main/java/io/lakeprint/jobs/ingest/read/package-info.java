/**
 * Records out of files: every format becomes one shape, string columns for the fields asked for.
 *
 * <p>Answers: what does a file say, record by record, and what of it cannot be read and why?
 * Nothing is skipped silently and no bad record takes a good one along: a problem is a row. Memory
 * is bounded by one record of the configured length, whatever the file contains.
 *
 * <p>Tables in and out: none; the result is a {@code Dataset<Row>} with the columns of {@link
 * io.lakeprint.jobs.ingest.read.RecordColumns}.
 */
@NullMarked
package io.lakeprint.jobs.ingest.read;

import org.jspecify.annotations.NullMarked;
