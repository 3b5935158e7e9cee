package io.lakeprint.jobs.tracking;

import io.lakeprint.common.definitions.PropertyType;
import io.lakeprint.common.definitions.TrackingPlan;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What changed against the days before, whether anybody planned it or not.
 *
 * <p>The type of a property drifts when in the days before the period at least {@value #BEFORE} of
 * its values were of one type (whole and other numbers being one), in the period less than {@value
 * #NOW}, and there are enough values of both. Where all events of a source and channel break on a
 * day, single ones that break the same way are not told beside it.
 *
 * @param plan who answers for an event
 * @param seen what arrived
 * @param volumes when a day breaks
 */
record ChangeRules(TrackingPlan plan, Seen seen, VolumeRule volumes) {

  private static final double BEFORE = 0.95;
  private static final double NOW = 0.8;

  /** What changed. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    seen.places().forEach(place -> drifts(place, findings));
    breaks(findings);
    return findings;
  }

  private void drifts(Place place, List<Finding> findings) {
    SortedMap<String, SortedMap<PropertyType, Long>> before = seen.types(place, false);
    seen.types(place, true)
        .forEach(
            (property, types) ->
                drift(place, property, before.getOrDefault(property, new TreeMap<>()), types)
                    .ifPresent(findings::add));
  }

  private Optional<Finding> drift(
      Place place,
      String property,
      Map<PropertyType, Long> before,
      Map<PropertyType, Long> recent) {
    long values = PlanRules.sum(recent);
    if (Math.min(PlanRules.sum(before), values) < volumes.minimumEvents()) {
      return Optional.empty();
    }
    PropertyType was = main(before);
    double share = share(recent, was);
    if (share(before, was) < BEFORE || share >= NOW) {
      return Optional.empty();
    }
    String message =
        String.format(
            Locale.ROOT,
            "was %s, now %s are; most others are %s",
            PlanRules.name(was),
            PlanRules.share(share, values, "values"),
            PlanRules.name(main(without(recent, was))));
    return Optional.of(
        new Finding(
            Problem.TYPE_DRIFT,
            false,
            place,
            property,
            Optional.empty(),
            seen.count(place),
            share,
            OptionalDouble.empty(),
            owner(place),
            message));
  }

  private static Map<PropertyType, Long> families(Map<PropertyType, Long> types) {
    Map<PropertyType, Long> families = new TreeMap<>();
    types.forEach((type, count) -> families.merge(type.family(), count, Long::sum));
    return families;
  }

  private static PropertyType main(Map<PropertyType, Long> types) {
    return Collections.max(families(types).entrySet(), Map.Entry.comparingByValue()).getKey();
  }

  private static double share(Map<PropertyType, Long> types, PropertyType family) {
    return (double) families(types).getOrDefault(family, 0L) / PlanRules.sum(types);
  }

  private static Map<PropertyType, Long> without(
      Map<PropertyType, Long> types, PropertyType family) {
    Map<PropertyType, Long> others = new TreeMap<>(types);
    others.keySet().removeIf(type -> type.family() == family);
    return others;
  }

  private void breaks(List<Finding> findings) {
    SortedMap<Place, SortedMap<LocalDate, Long>> wholes = new TreeMap<>();
    seen.volumes()
        .forEach(
            (place, series) -> {
              SortedMap<LocalDate, Long> whole =
                  wholes.computeIfAbsent(place.whole(), none -> new TreeMap<>());
              series.forEach((day, events) -> whole.merge(day, events, Long::sum));
            });
    Set<List<Object>> told = new HashSet<>();
    wholes.forEach(
        (place, series) ->
            seen.period()
                .days()
                .flatMap(day -> volumes.of(series, day).stream())
                .forEach(
                    broken -> {
                      told.add(List.of(place, broken.day(), broken.isDrop()));
                      findings.add(finding(place, broken));
                    }));
    seen.volumes()
        .forEach(
            (place, series) ->
                seen.period()
                    .days()
                    .flatMap(day -> volumes.of(series, day).stream())
                    .filter(
                        broken ->
                            !told.contains(List.of(place.whole(), broken.day(), broken.isDrop())))
                    .forEach(broken -> findings.add(finding(place, broken))));
  }

  private Finding finding(Place place, VolumeRule.Break broken) {
    String message =
        String.format(
            Locale.ROOT,
            "%s%,d on %s; the median of the %d %ss before is %,.0f",
            place.event().isEmpty() ? "all events together: " : "",
            broken.events(),
            broken.day(),
            broken.compared(),
            broken.day().getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH),
            broken.expected());
    return new Finding(
        Problem.VOLUME_BREAK,
        false,
        place,
        "",
        Optional.of(broken.day()),
        seen.count(place),
        (double) broken.events(),
        OptionalDouble.of(broken.expected()),
        owner(place),
        message);
  }

  private Optional<String> owner(Place place) {
    return Optional.ofNullable(plan.events().get(place.event())).flatMap(event -> event.owner());
  }
}
