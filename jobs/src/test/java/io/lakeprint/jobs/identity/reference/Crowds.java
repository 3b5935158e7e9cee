package io.lakeprint.jobs.identity.reference;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Ruling 5: who is blocked, counted inside windows of days over the records as written. */
record Crowds(Rules rules, Lives lives, List<Word> words) {

  /** All blocked nodes. */
  Set<Life> blocked(List<Deed> deeds) {
    Set<Life> blocked = new TreeSet<>();
    Map<Life, Map<String, Map<Id, Set<LocalDate>>>> neighbours = new TreeMap<>();
    for (Deed deed : deeds) {
      if (rules.isUnbind(deed) || deed.ids().isEmpty()) {
        continue;
      }
      for (Set<Id> pair : rules.pairs(deed, deed.ids().get(0))) {
        List<Id> ends = List.copyOf(pair);
        if (!Word.areVoid(words, ends.get(0), ends.get(1), deed.day())) {
          count(neighbours, deed, ends.get(0), ends.get(1));
          count(neighbours, deed, ends.get(1), ends.get(0));
        }
      }
    }
    neighbours.forEach(
        (life, groups) ->
            groups.forEach(
                (group, seen) -> {
                  if (crowded(seen, threshold(life.id(), group))) {
                    blocked.add(life);
                  }
                }));
    for (Word word : words) {
      if (word.kind().equals("BLOCK")) {
        blocked.addAll(lives.all(word.a()));
      }
    }
    return blocked;
  }

  private void count(
      Map<Life, Map<String, Map<Id, Set<LocalDate>>>> neighbours, Deed deed, Id one, Id other) {
    if (rules.isPrincipal(one)) {
      return;
    }
    String group = "none";
    if (rules.isPrincipal(other) && rules.kind(deed, one, other).equals("verified")) {
      group = "verified";
    } else if (rules.isPersonal(other)) {
      group = other.type();
    } else if (rules.isHeld(other)) {
      group = "devices";
    }
    neighbours
        .computeIfAbsent(lives.of(one, deed), key -> new TreeMap<>())
        .computeIfAbsent(group, key -> new TreeMap<>())
        .computeIfAbsent(other, key -> new TreeSet<>())
        .add(deed.day());
  }

  private int threshold(Id id, String group) {
    return switch (group) {
      case "none" -> Integer.MAX_VALUE;
      case "verified" -> {
        Integer at = rules.type(id).blockedAt();
        yield at == null ? Integer.MAX_VALUE : at;
      }
      case "devices" -> rules.identity().blocked().devices() + 1;
      default -> rules.identity().blocked().personalValues() + 1;
    };
  }

  private boolean crowded(Map<Id, Set<LocalDate>> seen, int threshold) {
    TreeSet<LocalDate> ends = new TreeSet<>();
    seen.values().forEach(ends::addAll);
    for (LocalDate end : ends) {
      LocalDate from = end.minusDays(rules.identity().blocked().windowDays() - 1L);
      long inside =
          seen.values().stream()
              .filter(days -> days.stream().anyMatch(d -> !d.isBefore(from) && !d.isAfter(end)))
              .count();
      if (inside >= threshold) {
        return true;
      }
    }
    return false;
  }
}
