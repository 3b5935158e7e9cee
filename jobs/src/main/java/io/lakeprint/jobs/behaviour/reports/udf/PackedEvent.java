package io.lakeprint.jobs.behaviour.reports.udf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes through the shuffle of one event, or of one session; a bean, whose columns Spark takes
 * in the order of their names.
 */
public final class PackedEvent {

  private long end;
  private long[] masks = {};
  private long time;
  private List<@Nullable String> values = List.of();

  /** Last moment of a session; {@link LogFunction#NO_SESSION} for an event. */
  public long getEnd() {
    return end;
  }

  public void setEnd(long end) {
    this.end = end;
  }

  /** The conditions that an event meets. */
  public long[] getMasks() {
    return masks;
  }

  public void setMasks(long[] masks) {
    this.masks = masks;
  }

  /** When the event, or the first one of the session, was; microseconds. */
  public long getTime() {
    return time;
  }

  public void setTime(long time) {
    this.time = time;
  }

  /** The event's values, by slot. */
  public List<@Nullable String> getValues() {
    return values;
  }

  public void setValues(List<@Nullable String> values) {
    this.values = values;
  }
}
