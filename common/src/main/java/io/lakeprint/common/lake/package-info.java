/**
 * The lake: where tables live, and the only place that writes them.
 *
 * <p>Answers: how does a dataset become a table so that a rerun, a crash or a second writer changes
 * nothing it should not?
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.common.lake;
