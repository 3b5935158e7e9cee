package io.lakeprint.jobs.ingest.read;

/** Takes one record apart. */
interface RecordParser {

  /**
   * Fills the draft's fields.
   *
   * @return false if the slice holds no record: blank, or a comment of the format
   * @throws BadRecord when it is not of the format
   */
  boolean parse(Slice slice, Draft draft) throws BadRecord;
}
