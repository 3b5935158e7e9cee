package io.lakeprint.jobs.behaviour.reports.udf;

import io.lakeprint.common.people.ByPerson;
import io.lakeprint.jobs.behaviour.kernel.EventLog;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Gathers a person's events and follows them through every series. The result does not depend on
 * the order in which events come.
 */
public final class LogGather implements ByPerson.Gather<LogBuffer> {

  /** Stands where an event has no end. */
  public static final long NO_SESSION = Long.MIN_VALUE;

  /** Stands where a row says nothing of a segment. */
  public static final int NO_SEGMENT = -1;

  private static final long serialVersionUID = 1L;

  private static final int TIME = 1;
  private static final int MASK = 2;

  /**
   * What is in a row: person, time, the words of the mask, and only where they are needed the end
   * of a session ({@link #NO_SESSION} in other rows), the number of a segment that the person is in
   * ({@link #NO_SEGMENT} in other rows) and the values of an event.
   *
   * @param words how many longs hold a mask
   * @param sessions whether there are sessions among the rows
   * @param segments whether there are members of segments among the rows
   * @param slots number of values of an event
   */
  public record Layout(int words, boolean sessions, boolean segments, int slots)
      implements Serializable {

    private static final long serialVersionUID = 1L;

    /** For so many conditions. */
    public static Layout of(int conditions, boolean sessions, boolean segments, int slots) {
      return new Layout(EventLog.Builder.words(conditions), sessions, segments, slots);
    }

    private int end() {
      return MASK + words;
    }

    private int segment() {
      return end() + (sessions ? 1 : 0);
    }

    private int values() {
      return segment() + (segments ? 1 : 0);
    }
  }

  private final List<Series> series;
  private final Layout layout;
  private transient @Nullable Follower follower;

  /** Over rows of that layout. */
  public LogGather(List<Series> series, Layout layout) {
    this.series = List.copyOf(series);
    this.layout = layout;
  }

  /** The person and the lists of {@link Facts}. */
  public static StructType schema(String person) {
    StructType schema = new StructType().add(person, "string", false);
    for (StructField list : Facts.SCHEMA.fields()) {
      schema = schema.add(list);
    }
    return schema;
  }

  @Override
  public LogBuffer start() {
    return new LogBuffer();
  }

  @Override
  public void add(LogBuffer all, Row row) {
    long time = row.getLong(TIME);
    if (layout.sessions() && row.getLong(layout.end()) != NO_SESSION) {
      all.addSession(time, row.getLong(layout.end()));
      return;
    }
    if (layout.segments() && row.getInt(layout.segment()) != NO_SEGMENT) {
      all.addSegment(row.getInt(layout.segment()));
      return;
    }
    all.addTime(time);
    for (int word = 0; word < layout.words(); word++) {
      all.addMask(row.getLong(MASK + word));
    }
    if (layout.slots() > 0) {
      all.addValues(row.getList(layout.values()));
    }
  }

  @Override
  public List<Row> finish(String person, LogBuffer all) {
    if (!all.hasEvents()) {
      return List.of(); // sessions and segments alone say nothing
    }
    if (follower == null) {
      follower = new Follower(series);
    }
    return List.of(follower.facts(person, all.log(), all.segments()));
  }
}
