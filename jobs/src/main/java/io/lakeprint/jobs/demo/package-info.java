/**
 * The whole way in one command, for somebody who has nothing yet.
 *
 * <p>Answers: what does this look like on data? Simulates a shop, then runs the plan over it;
 * writes no table itself.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs.demo;
