package io.lakeprint.jobs.ingest.read;

import static org.apache.spark.sql.functions.collect_list;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Where a few records of some files begin, so that the others need not be taken apart. */
public final class Positions implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Eight bytes each, in every task; with more than these most records are wanted anyway. */
  private static final int FEW = 500_000;

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
    Map<String, long[]> offsets = new HashMap<>();
    int found = 0;
    for (Row file :
        rows.select(RecordColumns.FILE, RecordColumns.OFFSET)
            .limit(FEW + 1)
            .groupBy(RecordColumns.FILE)
            .agg(collect_list(RecordColumns.OFFSET))
            .collectAsList()) {
      long[] sorted = file.<Long>getList(1).stream().mapToLong(Long::longValue).sorted().toArray();
      offsets.put(file.getString(0), sorted);
      found += sorted.length;
    }
    if (found > FEW) {
      return Optional.empty();
    }
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
