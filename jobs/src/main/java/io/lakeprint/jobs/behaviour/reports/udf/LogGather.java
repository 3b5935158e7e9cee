package io.lakeprint.jobs.behaviour.reports.udf;

import io.lakeprint.common.people.ByPerson;
import io.lakeprint.jobs.behaviour.kernel.EventLog;
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

  private static final long serialVersionUID = 1L;

  private static final int END = 1;
  private static final int MASK = 2;
  private static final int MORE = 3;
  private static final int TIME = 4;
  private static final int VALUES = 5;

  private final List<Series> series;
  private final int conditions;
  private final int slots;
  private transient @Nullable Follower follower;

  /**
   * Over rows of (person, end, mask, more, time, values), in this order.
   *
   * @param conditions number of conditions in the masks
   * @param slots number of values of an event
   */
  public LogGather(List<Series> series, int conditions, int slots) {
    this.series = List.copyOf(series);
    this.conditions = conditions;
    this.slots = slots;
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
    return new LogBuffer(EventLog.Builder.words(conditions), slots);
  }

  @Override
  public void add(LogBuffer all, Row row) {
    long end = row.getLong(END);
    if (end != NO_SESSION) {
      all.addSession(row.getLong(TIME), end);
    } else {
      all.addEvent(
          row.getLong(TIME),
          row.getLong(MASK),
          row.isNullAt(MORE) ? List.of() : row.getList(MORE),
          row.isNullAt(VALUES) ? List.of() : row.getList(VALUES));
    }
  }

  @Override
  public Row finish(String person, LogBuffer all) {
    if (follower == null) {
      follower = new Follower(series);
    }
    return follower.facts(person, all.log());
  }
}
