package io.lakeprint.jobs.tracking;

import io.lakeprint.common.definitions.PropertyType;
import io.lakeprint.common.time.DayRange;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What has arrived.
 *
 * @param period the audited days
 * @param volumes events by place and day, of the period and of the weeks before it
 * @param values how many events say what, of the period and of as many days before it
 */
record Seen(
    DayRange period, SortedMap<Place, SortedMap<LocalDate, Long>> volumes, List<Values> values) {

  /**
   * Events that say one property with one type of value.
   *
   * @param place which event, from where
   * @param property the property
   * @param recent whether in the period, else before it
   * @param type what the values can be read as
   * @param count events
   * @param off those of them whose value is none of the planned ones
   */
  record Values(
      Place place, String property, boolean recent, PropertyType type, long count, long off) {}

  /** Names of events that came in the period. */
  SortedSet<String> events() {
    return places().stream().map(Place::event).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Places from which events came in the period. */
  SortedSet<Place> places() {
    return volumes.keySet().stream()
        .filter(place -> count(place) > 0)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Events of a place in the period. */
  long count(Place place) {
    return volumes.getOrDefault(place, new TreeMap<>()).entrySet().stream()
        .filter(day -> period.contains(day.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Properties of a place by name, each with its values by type, of the period or before it. */
  SortedMap<String, SortedMap<PropertyType, Long>> types(Place place, boolean recent) {
    return values.stream()
        .filter(value -> value.place().equals(place) && value.recent() == recent)
        .collect(
            Collectors.groupingBy(
                Values::property,
                TreeMap::new,
                Collectors.groupingBy(
                    Values::type, TreeMap::new, Collectors.summingLong(Values::count))));
  }

  /** Whether an event of a place says the property, in the period. */
  boolean says(Place place, String property) {
    return values.stream()
        .anyMatch(
            value ->
                value.recent() && value.place().equals(place) && value.property().equals(property));
  }

  /** Values of a property of a place that are none of the planned ones, in the period. */
  long off(Place place, String property) {
    return values.stream()
        .filter(value -> value.recent() && value.place().equals(place))
        .filter(value -> value.property().equals(property))
        .mapToLong(Values::off)
        .sum();
  }

  /** The last day on which an event came from anywhere, as far as was looked back. */
  Optional<LocalDate> lastSeen(String event) {
    return volumes.entrySet().stream()
        .filter(series -> series.getKey().event().equals(event))
        .map(series -> series.getValue().lastKey())
        .max(Comparator.naturalOrder());
  }
}
