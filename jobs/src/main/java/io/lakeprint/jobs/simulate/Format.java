package io.lakeprint.jobs.simulate;

/** Writes an act in the public format of a channel: one record or several. */
interface Format {

  void write(Touch touch, Act act, Output output);
}
