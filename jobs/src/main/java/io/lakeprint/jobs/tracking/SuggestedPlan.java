package io.lakeprint.jobs.tracking;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import io.lakeprint.common.definitions.PropertyType;
import io.lakeprint.common.definitions.TrackingPlan;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.StandardEvents;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A tracking plan drafted from what arrived, as HOCON: what is there counts as meant.
 *
 * <p>A type is the narrowest that {@value #SURE} of the values have, else text; required is what is
 * on every event. What many events say is told once, as common. Columns that the house finds out by
 * itself, from user agents and addresses, are left out, as are records about people and things.
 *
 * @param seen what arrived
 */
record SuggestedPlan(Seen seen) {

  private static final double SURE = 0.99;
  private static final int FEW = 4;

  private static final Set<String> FOUND_OUT =
      Set.of(
          EventsTable.RECEIVED_AT.name(),
          EventsTable.UTC_OFFSET_MINUTES.name(),
          EventsTable.USER_AGENT.name(),
          EventsTable.IS_BOT.name(),
          EventsTable.OS.name(),
          EventsTable.BROWSER.name(),
          EventsTable.DEVICE_TYPE.name(),
          EventsTable.IP_PREFIX.name());

  /** The draft. */
  String text() {
    Map<String, Map<String, Map<PropertyType, Long>>> said = new TreeMap<>();
    for (String event : seen.events()) {
      if (!StandardEvents.RECORDS.contains(event)) {
        said.put(event, types(event));
      }
    }
    Set<String> common = common(said);
    Map<String, Object> shared = new TreeMap<>();
    common.forEach(
        name -> shared.put(name, Map.of("type", PlanRules.name(type(everywhere(name, said))))));
    Map<String, Object> events = new TreeMap<>();
    said.forEach(
        (event, types) -> {
          types.keySet().removeAll(common);
          events.put(event, event(event, types));
        });
    return ConfigValueFactory.fromMap(
            Map.of(TrackingPlan.PATH, Map.of("common", shared, "events", events)))
        .render(ConfigRenderOptions.defaults().setOriginComments(false).setJson(false));
  }

  private List<Place> places(String event) {
    return seen.places().stream().filter(place -> place.event().equals(event)).toList();
  }

  /** What an event says, wherever it comes from. */
  private Map<String, Map<PropertyType, Long>> types(String event) {
    Map<String, Map<PropertyType, Long>> types = new TreeMap<>();
    for (Place place : places(event)) {
      seen.types(place, true)
          .forEach(
              (property, said) ->
                  add(types.computeIfAbsent(property, none -> new TreeMap<>()), said));
    }
    types.keySet().removeAll(FOUND_OUT);
    return types;
  }

  private static void add(Map<PropertyType, Long> sum, Map<PropertyType, Long> more) {
    more.forEach((type, values) -> sum.merge(type, values, Long::sum));
  }

  /** Properties that a third of the events say, and at least {@value #FEW}: trackers add them. */
  private static Set<String> common(Map<String, Map<String, Map<PropertyType, Long>>> said) {
    int enough = Math.max(FEW, (said.size() + 2) / 3);
    return said.values().stream()
        .flatMap(types -> types.keySet().stream())
        .filter(
            property ->
                said.values().stream().filter(types -> types.containsKey(property)).count()
                    >= enough)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<PropertyType, Long> everywhere(
      String property, Map<String, Map<String, Map<PropertyType, Long>>> said) {
    Map<PropertyType, Long> types = new TreeMap<>();
    said.values().forEach(event -> add(types, event.getOrDefault(property, Map.of())));
    return types;
  }

  private Map<String, Object> event(String event, Map<String, Map<PropertyType, Long>> types) {
    List<Place> places = places(event);
    long count = places.stream().mapToLong(seen::count).sum();
    Map<String, Object> properties = new TreeMap<>();
    types.forEach((property, said) -> properties.put(property, property(said, count)));
    return Map.of(
        "sources", List.copyOf(new TreeSet<>(places.stream().map(Place::source).toList())),
        "channels", List.copyOf(new TreeSet<>(places.stream().map(Place::channel).toList())),
        "properties", properties);
  }

  private static Map<String, Object> property(Map<PropertyType, Long> said, long events) {
    Map<String, Object> property = new TreeMap<>(Map.of("type", PlanRules.name(type(said))));
    if (PlanRules.sum(said) == events) {
      property.put("required", true);
    }
    return property;
  }

  private static PropertyType type(Map<PropertyType, Long> said) {
    double enough = SURE * PlanRules.sum(said);
    return Arrays.stream(PropertyType.values())
        .filter(candidate -> accepted(candidate, said) >= enough)
        .findFirst()
        .orElse(PropertyType.TEXT);
  }

  private static long accepted(PropertyType type, Map<PropertyType, Long> said) {
    return said.entrySet().stream()
        .filter(entry -> type.accepts(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
