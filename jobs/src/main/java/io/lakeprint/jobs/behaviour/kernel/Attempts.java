package io.lakeprint.jobs.behaviour.kernel;

/** Follows an event of the first step as far as it leads. */
interface Attempts {

  /** Whether an event can begin an attempt. */
  boolean begins(int event);

  /** What follows from {@code start} until the moment {@code limit}, which still counts. */
  Attempt from(int start, long limit);
}
