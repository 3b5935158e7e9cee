package io.lakeprint.jobs.behaviour.reports.udf;

import static org.apache.spark.sql.functions.udaf;

import io.lakeprint.jobs.behaviour.kernel.EventLog;
import java.util.List;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Aggregator;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.jspecify.annotations.Nullable;

/**
 * Gathers a person's events and follows them through every series. The result does not depend on
 * the order in which events come.
 */
public final class LogFunction extends Aggregator<PackedEvent, LogBuffer, Row> {

  /** Stands where an event has no end. */
  public static final long NO_SESSION = Long.MIN_VALUE;

  private static final long serialVersionUID = 1L;

  private final List<Series> series;
  private final int conditions;
  private final int slots;
  private transient @Nullable Follower follower;

  private LogFunction(List<Series> series, int conditions, int slots) {
    this.series = List.copyOf(series);
    this.conditions = conditions;
    this.slots = slots;
  }

  /**
   * The aggregate over (end, mask, more, time, values), in this order; a struct of {@link Facts}.
   *
   * @param conditions number of conditions in the masks
   * @param slots number of values of an event
   */
  public static UserDefinedFunction of(List<Series> series, int conditions, int slots) {
    return udaf(new LogFunction(series, conditions, slots), Encoders.bean(PackedEvent.class));
  }

  @Override
  public LogBuffer zero() {
    return new LogBuffer(EventLog.Builder.words(conditions), slots);
  }

  @Override
  public LogBuffer reduce(LogBuffer buffer, PackedEvent event) {
    buffer.add(event);
    return buffer;
  }

  @Override
  public LogBuffer merge(LogBuffer left, LogBuffer right) {
    left.addAll(right);
    return left;
  }

  @Override
  public Row finish(LogBuffer buffer) {
    if (follower == null) {
      follower = new Follower(series);
    }
    return follower.facts(buffer.log());
  }

  @Override
  public Encoder<LogBuffer> bufferEncoder() {
    return Encoders.bean(LogBuffer.class);
  }

  @Override
  public Encoder<Row> outputEncoder() {
    return Encoders.row(Facts.SCHEMA);
  }
}
