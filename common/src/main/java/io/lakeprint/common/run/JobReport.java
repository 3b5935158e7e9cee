package io.lakeprint.common.run;

import io.lakeprint.common.lake.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a job did: its writes, its record counts, and lines worth reading in the closing summary.
 *
 * @param records counts of an ingest; empty for other jobs
 * @param writes one per table written
 * @param notes sentences for the person who started it ("as-of 2026-03-01 is older than the state:
 *     left alone")
 * @param places what it leaves to look at that is no table
 */
public record JobReport(
    Optional<Records> records, List<WriteResult> writes, List<String> notes, List<Place> places) {

  /**
   * Something to look at.
   *
   * @param what a word or two, such as "report page"
   * @param where its address
   */
  public record Place(String what, String where) {}

  /**
   * Where the records went: {@code read = accepted + duplicate + rejected}.
   *
   * @param read records delivered
   * @param accepted became events or attribute updates
   * @param duplicate were there already
   * @param rejected went to quarantine
   */
  public record Records(long read, long accepted, long duplicate, long rejected) {
    public Records {
      if (read != accepted + duplicate + rejected) {
        throw new IllegalArgumentException(
            "read "
                + read
                + " is not accepted "
                + accepted
                + " + duplicate "
                + duplicate
                + " + rejected "
                + rejected);
      }
    }

    public Records plus(Records other) {
      return new Records(
          read + other.read,
          accepted + other.accepted,
          duplicate + other.duplicate,
          rejected + other.rejected);
    }
  }

  public JobReport {
    writes = List.copyOf(writes);
    notes = List.copyOf(notes);
    places = List.copyOf(places);
  }

  /** A report of work that leaves nothing but tables. */
  public JobReport(Optional<Records> records, List<WriteResult> writes, List<String> notes) {
    this(records, writes, notes, List.of());
  }

  /** A report of these writes. */
  public static JobReport of(WriteResult... writes) {
    return new JobReport(Optional.empty(), List.of(writes), List.of());
  }

  /** The same report with one more note. */
  public JobReport note(String sentence) {
    List<String> more = new ArrayList<>(notes);
    more.add(sentence);
    return new JobReport(records, writes, more, places);
  }

  /** The same report with one more write. */
  public JobReport and(WriteResult write) {
    List<WriteResult> more = new ArrayList<>(writes);
    more.add(write);
    return new JobReport(records, more, notes, places);
  }

  /** The same report with something more to look at. */
  public JobReport place(String what, String where) {
    List<Place> more = new ArrayList<>(places);
    more.add(new Place(what, where));
    return new JobReport(records, writes, notes, more);
  }

  /** The same report with the counts of an ingest. */
  public JobReport records(Records counts) {
    return new JobReport(Optional.of(counts), writes, notes, places);
  }

  /** Rows that the writes touched. */
  public long rowsWritten() {
    return writes.stream().mapToLong(WriteResult::rows).sum();
  }
}
