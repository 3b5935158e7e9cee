/**
 * The life of a job: what it declares, what it gets, how it is recorded.
 *
 * <p>Answers: what ran, on which inputs, how did it end, may it run again? Tables out: {@code
 * ops.runs}, {@code ops.table_status}, {@code ops.quality_results}.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.common.run;
