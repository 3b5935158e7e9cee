package io.lakeprint.jobs.identity.reference;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Lives of all identifiers: each ends with a silence longer than the type's TTL. */
final class Lives {
  private final Map<Id, NavigableMap<LocalDate, Life>> startsByDay = new TreeMap<>();
  private final Map<Life, Instant> firstSeen = new HashMap<>();

  Lives(List<Deed> deeds, Rules rules) {
    Map<Id, TreeSet<LocalDate>> days = new TreeMap<>();
    for (Deed deed : deeds) {
      deed.ids().forEach(id -> days.computeIfAbsent(id, key -> new TreeSet<>()).add(deed.day()));
    }
    days.forEach((id, seen) -> startsByDay.put(id, starts(id, seen, rules.type(id).ttlDays())));
    for (Deed deed : deeds) {
      deed.ids()
          .forEach(
              id ->
                  firstSeen.merge(
                      of(id, deed),
                      deed.time(),
                      (one, other) -> one.isBefore(other) ? one : other));
    }
  }

  private static NavigableMap<LocalDate, Life> starts(
      Id id, Set<LocalDate> days, @Nullable Integer ttl) {
    NavigableMap<LocalDate, Life> starts = new TreeMap<>();
    LocalDate last = null;
    for (LocalDate day : days) {
      if (last == null || (ttl != null && ChronoUnit.DAYS.between(last, day) > ttl)) {
        starts.put(day, new Life(id, starts.size()));
      }
      last = day;
    }
    return starts;
  }

  /** The life that an event belongs to. */
  Life of(Id id, Deed deed) {
    return of(id, deed.day());
  }

  Life of(Id id, LocalDate day) {
    NavigableMap<LocalDate, Life> starts =
        Objects.requireNonNull(startsByDay.get(id), id.toString());
    return starts.floorEntry(day).getValue();
  }

  /** All lives of a value, in order; none when it was never seen. */
  List<Life> all(Id id) {
    NavigableMap<LocalDate, Life> starts = startsByDay.get(id);
    return starts == null ? List.of() : List.copyOf(starts.values());
  }

  List<Life> all() {
    List<Life> all = new ArrayList<>();
    startsByDay.values().forEach(starts -> all.addAll(starts.values()));
    return all;
  }

  Instant firstSeen(Life life) {
    return Objects.requireNonNull(firstSeen.get(life));
  }
}
