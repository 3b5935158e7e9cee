/**
 * What a table must hold to be believed.
 *
 * <p>Answers: are keys unique, are closed value sets closed, does an expectation of a job hold?
 * Tables out: {@code ops.quality_results}.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.common.quality;
