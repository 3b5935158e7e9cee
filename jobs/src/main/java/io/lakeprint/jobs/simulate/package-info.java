/**
 * Answers: what would a shop's six channels have recorded, and which person was really behind each
 * record?
 *
 * <p>No table comes in or goes out: a run writes source files, one public format per channel, and
 * truth tables beside them (docs/simulator.md). Everything follows from the seed.
 */
@NullMarked
package io.lakeprint.jobs.simulate;

import org.jspecify.annotations.NullMarked;
