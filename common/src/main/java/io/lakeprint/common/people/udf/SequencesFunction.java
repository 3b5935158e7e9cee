package io.lakeprint.common.people.udf;

import io.lakeprint.common.people.Sequence;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;
import scala.collection.Seq;

/** Which of several sequences a person's events hold. */
public final class SequencesFunction implements UDF1<Seq<Row>, Boolean[]> {

  private static final long serialVersionUID = 1L;

  private final List<Sequence> sequences;

  private SequencesFunction(List<Sequence> sequences) {
    this.sequences = List.copyOf(sequences);
  }

  /**
   * One boolean per sequence; the order of the events in the list does not matter.
   *
   * @param events {@code array<struct<time: bigint, masks: array<bigint>>>}: microseconds, and the
   *     conditions that the event meets, by number, 64 a word; null is a person without events
   */
  public static Column of(List<Sequence> sequences, Column events) {
    return functions
        .udf(new SequencesFunction(sequences), DataTypes.createArrayType(DataTypes.BooleanType))
        .withName("did_in_sequence")
        .apply(events);
  }

  @Override
  public Boolean[] call(@Nullable Seq<Row> events) {
    Sequence.Log log = log(events);
    return sequences.stream().map(sequence -> sequence.isIn(log)).toArray(Boolean[]::new);
  }

  private static Sequence.Log log(@Nullable Seq<Row> events) {
    int size = events == null ? 0 : events.length();
    long[] times = new long[size];
    long[][] masks = new long[size][];
    if (events != null) {
      int at = 0;
      for (Iterator<Row> all = events.iterator(); all.hasNext(); at++) {
        Row event = all.next();
        times[at] = event.getLong(0);
        masks[at] = event.<Long>getList(1).stream().mapToLong(Long::longValue).toArray();
      }
    }
    return Sequence.Log.of(times, masks);
  }

  @Override
  public String toString() {
    return "did_in_sequence";
  }
}
