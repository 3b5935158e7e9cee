package io.lakeprint.ml.features;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The dates at whose ends features are taken, ascending.
 *
 * @param dates at least one
 */
public record Snapshots(List<LocalDate> dates) {

  public Snapshots {
    if (dates.isEmpty()) {
      throw new IllegalArgumentException("at least one snapshot date is needed");
    }
    dates = dates.stream().sorted().distinct().toList();
  }

  /** The as-of date and every {@code step-days} before it for which events reach back enough. */
  public static Snapshots of(LocalDate asOf, LocalDate firstEvent, FeaturesConfig config) {
    LocalDate earliest = firstEvent.plusDays(config.minimumHistoryDays() - 1L);
    return new Snapshots(
        IntStream.rangeClosed(0, config.snapshots())
            .mapToObj(back -> asOf.minusDays((long) back * config.stepDays()))
            .filter(date -> date.equals(asOf) || !date.isBefore(earliest))
            .toList());
  }

  /** The same dates whatever the history; those that no event reaches have no features. */
  public static Snapshots of(LocalDate asOf, FeaturesConfig config) {
    return of(asOf, LocalDate.EPOCH, config);
  }

  /** The same but for some dates, of which the last one is none. */
  Snapshots without(List<LocalDate> some) {
    return new Snapshots(dates.stream().filter(date -> !some.contains(date)).toList());
  }

  /** The last one: nothing after it is read. */
  public LocalDate last() {
    return dates.get(dates.size() - 1);
  }
}
