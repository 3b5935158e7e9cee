package io.lakeprint.jobs.simulate;

/**
 * What stands in the files of one source.
 *
 * @param records everything: events + updates + duplicates + malformed
 * @param events distinct good records that say that something happened
 * @param updates distinct good records that only set attributes of a person or item
 * @param duplicates exact copies of a good record, in the same or a later file
 * @param malformed records that no reader should accept
 * @param late good records in the file of a later day than theirs (part of events and updates)
 */
public record ChannelCounts(
    long records, long events, long updates, long duplicates, long malformed, long late) {

  /** Distinct good records: what an ingest accepts. */
  public long accepted() {
    return events + updates;
  }
}
