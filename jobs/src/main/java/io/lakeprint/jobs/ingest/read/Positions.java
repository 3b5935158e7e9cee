package io.lakeprint.jobs.ingest.read;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Where a few records of some files begin, so that the others need not be taken apart. */
public final class Positions implements Serializable {

  private static final long serialVersionUID = 1L;

  /** More are not worth keeping in every task. */
  private static final int FEW = 100_000;

  private final Map<String, long[]> offsets;

  private Positions(Map<String, long[]> offsets) {
    this.offsets = offsets;
  }

  /**
   * Those of {@code rows}; empty when they are more than a few.
   *
   * @param rows {@link RecordColumns#FILE} and {@link RecordColumns#OFFSET}
   */
  public static Optional<Positions> ofFew(Dataset<Row> rows) {
    Collection<Row> found =
        rows.select(RecordColumns.FILE, RecordColumns.OFFSET).limit(FEW + 1).collectAsList();
    if (found.size() > FEW) {
      return Optional.empty();
    }
    Map<String, long[]> offsets = new HashMap<>();
    found.stream()
        .collect(Collectors.groupingBy(row -> row.getString(0)))
        .forEach(
            (file, places) ->
                offsets.put(
                    file, places.stream().mapToLong(row -> row.getLong(1)).sorted().toArray()));
    return Optional.of(new Positions(offsets));
  }

  /** The files that have any. */
  public Set<String> files() {
    return offsets.keySet();
  }

  boolean contains(String file, long offset) {
    long[] places = offsets.get(file);
    return places != null && Arrays.binarySearch(places, offset) >= 0;
  }
}
