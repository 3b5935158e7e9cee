package io.lakeprint.jobs.ingest.read;

import java.io.IOException;

/** Cuts a file into the stretches that hold one record each. */
interface SliceSource {

  /**
   * Points the slice at the next record; its bytes stay valid until the next call.
   *
   * @return false at the end
   * @throws IOException when the file cannot be read on
   * @throws BadRecord when the rest of the file cannot be used
   */
  boolean next(Slice into) throws IOException, BadRecord;

  /** The record that an error interrupted, for the report on it. */
  void interrupted(Slice into);
}
