package io.lakeprint.jobs.behaviour.reports.udf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes through the shuffle of one event, or of one session; a bean, whose columns Spark takes
 * in the order of their names.
 */
public final class PackedEvent {

  private long end;
  private long mask;
  private long @Nullable [] more;
  private long time;
  private @Nullable List<@Nullable String> values;

  /** Last moment of a session; {@link LogFunction#NO_SESSION} for an event. */
  public long getEnd() {
    return end;
  }

  public void setEnd(long end) {
    this.end = end;
  }

  /** The first 64 conditions, of which the event meets those whose bit is set. */
  public long getMask() {
    return mask;
  }

  public void setMask(long mask) {
    this.mask = mask;
  }

  /** The further conditions, 64 each; null where there are none. */
  public long @Nullable [] getMore() {
    return more;
  }

  public void setMore(long @Nullable [] more) {
    this.more = more;
  }

  /** When the event, or the first one of the session, was; microseconds. */
  public long getTime() {
    return time;
  }

  public void setTime(long time) {
    this.time = time;
  }

  /** The event's values, by slot; null where reports need none. */
  public @Nullable List<@Nullable String> getValues() {
    return values;
  }

  public void setValues(@Nullable List<@Nullable String> values) {
    this.values = values;
  }
}
