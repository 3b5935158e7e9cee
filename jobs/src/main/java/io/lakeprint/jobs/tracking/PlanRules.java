package io.lakeprint.jobs.tracking;

import io.lakeprint.common.definitions.PlannedEvent;
import io.lakeprint.common.definitions.PlannedProperty;
import io.lakeprint.common.definitions.PropertyType;
import io.lakeprint.common.definitions.TrackingPlan;
import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.tables.StandardEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Holds what arrived against the plan.
 *
 * @param plan what is meant to arrive
 * @param seen what arrived
 * @param tolerance share of events or values that may be off without being told
 */
record PlanRules(TrackingPlan plan, Seen seen, double tolerance) {

  /** What is off; nothing where there is no plan. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    if (plan.events().isEmpty()) {
      return findings;
    }
    unknownEvents(findings);
    plan.events().forEach((name, event) -> new Event(name, event, findings).check());
    return findings;
  }

  /** Records about people and things are Lakeprint's own words and need no plan. */
  private void unknownEvents(List<Finding> findings) {
    for (String name : seen.events()) {
      if (!plan.events().containsKey(name) && !StandardEvents.RECORDS.contains(name)) {
        List<Place> places = places(name);
        long events = places.stream().mapToLong(seen::count).sum();
        findings.add(
            new Finding(
                Problem.UNKNOWN_EVENT,
                true,
                Place.anywhere(name),
                "",
                Optional.empty(),
                events,
                (double) events,
                OptionalDouble.empty(),
                Optional.empty(),
                String.format(
                    Locale.ROOT,
                    "is not planned, and came %,d times from %s.%s",
                    events,
                    String.join(", ", distinct(places, Place::source)),
                    Suggestions.didYouMean(name, plan.events().keySet()))));
      }
    }
  }

  private List<Place> places(String event) {
    return seen.places().stream().filter(place -> place.event().equals(event)).toList();
  }

  private static List<String> distinct(List<Place> places, Function<Place, String> part) {
    return places.stream().map(part).distinct().sorted().toList();
  }

  /** One planned event. */
  private final class Event {
    private final String name;
    private final PlannedEvent planned;
    private final List<Finding> findings;

    Event(String name, PlannedEvent planned, List<Finding> findings) {
      this.name = name;
      this.planned = planned;
      this.findings = findings;
    }

    void check() {
      List<Place> places = places(name);
      if (places.isEmpty()) {
        String last = seen.lastSeen(name).map(day -> "; last seen on " + day).orElse("");
        add(Problem.MISSING_EVENT, true, Place.anywhere(name), "", 0, 0, "did not come" + last);
        return;
      }
      List<String> sources = distinct(places, Place::source);
      List<String> channels = distinct(places, Place::channel);
      planned.sources().stream()
          .filter(source -> !sources.contains(source))
          .forEach(source -> missing(new Place(source, "", name), "did not come from " + source));
      planned.channels().stream()
          .filter(channel -> !channels.contains(channel))
          .forEach(channel -> missing(new Place("", channel, name), "did not come by " + channel));
      for (Place place : places) {
        unplanned(place);
        properties(place);
      }
      unsaid(places);
    }

    /** Properties of its own that it never says, wherever it comes from. */
    private void unsaid(List<Place> places) {
      long events = places.stream().mapToLong(seen::count).sum();
      planned
          .properties()
          .forEach(
              (property, wanted) -> {
                if (!wanted.required()
                    && places.stream().noneMatch(place -> seen.says(place, property))) {
                  String message = String.format(Locale.ROOT, "is on none of %,d events", events);
                  add(
                      Problem.MISSING_PROPERTY,
                      false,
                      Place.anywhere(name),
                      property,
                      events,
                      1,
                      message);
                }
              });
    }

    private void missing(Place place, String message) {
      add(Problem.MISSING_EVENT, true, place, "", 0, 0, message);
    }

    private void unplanned(Place place) {
      boolean source = planned.sources().isEmpty() || planned.sources().contains(place.source());
      boolean channel =
          planned.channels().isEmpty() || planned.channels().contains(place.channel());
      if (!source || !channel) {
        long events = seen.count(place);
        String message =
            String.format(
                Locale.ROOT,
                "came %,d times from %s by %s, planned are %s",
                events,
                place.source(),
                place.channel(),
                String.join(", ", source ? planned.channels() : planned.sources()));
        add(Problem.UNPLANNED_PLACE, true, place, "", events, (double) events, message);
      }
    }

    private void properties(Place place) {
      SortedMap<String, SortedMap<PropertyType, Long>> said = seen.types(place, true);
      long events = seen.count(place);
      Map<String, PlannedProperty> properties = plan.properties(name);
      properties.forEach(
          (property, wanted) -> {
            SortedMap<PropertyType, Long> types = said.getOrDefault(property, new TreeMap<>());
            filled(place, property, wanted, sum(types), events);
            typed(place, property, wanted, types, events);
            allowed(place, property, wanted, sum(types), events);
          });
      said.forEach(
          (property, types) -> {
            if (!properties.containsKey(property) && !Attributes.has(property)) {
              unknown(place, property, sum(types), events);
            }
          });
    }

    private void filled(
        Place place, String property, PlannedProperty wanted, long said, long events) {
      double absent = 1 - (double) said / events;
      if (wanted.required() && absent > tolerance) {
        String message = "is required, and absent from " + share(absent, events, "events");
        add(Problem.MISSING_PROPERTY, true, place, property, events, absent, message);
      }
    }

    private void typed(
        Place place,
        String property,
        PlannedProperty wanted,
        Map<PropertyType, Long> types,
        long events) {
      Map<PropertyType, Long> wrong = new TreeMap<>(types);
      wrong.keySet().removeIf(wanted.type()::accepts);
      double share = (double) sum(wrong) / Math.max(1, sum(types));
      if (share > tolerance) {
        String message =
            "is planned as "
                + name(wanted.type())
                + ", and "
                + share(share, sum(types), "values")
                + " are "
                + String.join(", ", wrong.keySet().stream().map(PlanRules::name).toList());
        add(Problem.WRONG_TYPE, true, place, property, events, share, message);
      }
    }

    private void allowed(
        Place place, String property, PlannedProperty wanted, long said, long events) {
      double share = (double) seen.off(place, property) / Math.max(1, said);
      if (share > tolerance) {
        String message =
            "has "
                + wanted.values().size()
                + " planned values, and "
                + share(share, said, "values")
                + " are none of them";
        add(Problem.WRONG_VALUE, true, place, property, events, share, message);
      }
    }

    private void unknown(Place place, String property, long said, long events) {
      double share = (double) said / events;
      String message =
          "is not planned, and on "
              + share(share, events, "events")
              + "."
              + Suggestions.didYouMean(property, plan.properties(name).keySet());
      add(Problem.UNKNOWN_PROPERTY, false, place, property, events, share, message);
    }

    private void add(
        Problem problem,
        boolean isError,
        Place place,
        String property,
        long events,
        double observed,
        String message) {
      findings.add(
          new Finding(
              problem,
              isError,
              place,
              property,
              Optional.empty(),
              events,
              observed,
              OptionalDouble.empty(),
              planned.owner(),
              message));
    }
  }

  /** As definitions name it. */
  static String name(PropertyType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  static long sum(Map<PropertyType, Long> types) {
    return types.values().stream().mapToLong(Long::longValue).sum();
  }

  static String share(double share, long of, String what) {
    return String.format(Locale.ROOT, "%.1f %% of %,d %s", share * 100, of, what);
  }
}
