package io.lakeprint.jobs.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.definitions.PlannedEvent;
import io.lakeprint.common.definitions.PlannedProperty;
import io.lakeprint.common.definitions.PropertyType;
import io.lakeprint.common.definitions.TrackingPlan;
import io.lakeprint.common.time.DayRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an audit says of what it has seen. */
class RulesTest {

  private static final DayRange PERIOD = DayRange.parse("2026-03-01..2026-03-07");
  private static final VolumeRule VOLUMES = new VolumeRule(4, 10, 0.3, 4);

  private static final String PLAN =
      """
      {
        add_to_cart {
          owner = growth, sources = [web, app], channels = [web]
          properties {
            product_id { required = true }
            price { type = number, required = true }
            size { values = [S, M, L] }
            gift { type = boolean }
          }
        }
        purchase { sources = [till] }
      }
      """;

  private final SortedMap<Place, SortedMap<LocalDate, Long>> volumes = new TreeMap<>();
  private final List<Seen.Values> values = new ArrayList<>();

  @Test
  void whatIsAsPlannedIsNotSpokenOf() {
    events("web", "web", "add_to_cart", 100);
    events("app", "web", "add_to_cart", 100);
    events("till", "store", "purchase", 5);
    events("crm", "crm", "profile_set", 5);
    for (Place place : List.of(place("web", "web"), place("app", "web"))) {
      says(place, "product_id", PropertyType.INTEGER, 100, 0);
      says(place, "price", PropertyType.NUMBER, 60, 0);
      says(place, "price", PropertyType.INTEGER, 40, 0);
      says(place, "size", PropertyType.TEXT, 90, 0);
      says(place, "gift", PropertyType.BOOLEAN, 1, 0);
      says(place, "page_url", PropertyType.TEXT, 100, 0);
    }
    assertThat(audit()).isEmpty();
  }

  @Test
  void eventsThatAreUnknownElsewhereOrMissingAreNamed() {
    events("web", "web", "add_to_crat", 120);
    events("mini", "mini_program", "add_to_cart", 3);
    volumes.put(
        new Place("till", "store", "purchase"),
        new TreeMap<>(Map.of(LocalDate.of(2026, 2, 20), 9L)));
    says(new Place("mini", "mini_program", "add_to_cart"), "product_id", PropertyType.TEXT, 3, 0);
    says(new Place("mini", "mini_program", "add_to_cart"), "price", PropertyType.NUMBER, 3, 0);

    assertThat(audit())
        .contains(
            "error    unknown_event     add_to_crat: is not planned, and came 120 times from web."
                + " Did you mean 'add_to_cart'?",
            "error    unplanned_place   add_to_cart from mini/mini_program: came 3 times from mini by"
                + " mini_program, planned are web, app (growth)",
            "error    missing_event     add_to_cart from app: did not come from app (growth)",
            "error    missing_event     add_to_cart from web: did not come from web (growth)",
            "error    missing_event     add_to_cart from web: did not come by web (growth)",
            "error    missing_event     purchase: did not come; last seen on 2026-02-20")
        .filteredOn(line -> line.startsWith("error"))
        .hasSize(6);
  }

  @Test
  void propertiesThatAreMissingUnknownOrWrongAreToldWithTheirShare() {
    events("web", "web", "add_to_cart", 200);
    Place web = place("web", "web");
    says(web, "product_id", PropertyType.TEXT, 150, 0);
    says(web, "price", PropertyType.NUMBER, 160, 0);
    says(web, "price", PropertyType.TEXT, 40, 0);
    says(web, "size", PropertyType.TEXT, 100, 25);
    says(web, "colour", PropertyType.TEXT, 20, 0);

    assertThat(audit())
        .contains(
            "error    missing_property  add_to_cart.product_id from web/web: is required, and absent"
                + " from 25.0 % of 200 events (growth)",
            "error    wrong_type        add_to_cart.price from web/web: is planned as number, and"
                + " 20.0 % of 200 values are text (growth)",
            "error    wrong_value       add_to_cart.size from web/web: has 3 planned values, and"
                + " 25.0 % of 100 values are none of them (growth)",
            "warning  missing_property  add_to_cart.gift: is on none of 200 events (growth)",
            "warning  unknown_property  add_to_cart.colour from web/web: is not planned, and on"
                + " 10.0 % of 200 events. (growth)");
  }

  @Test
  void whatAnyEventMaySayIsNoSurpriseAndNotMissed() {
    events("web", "web", "view", 100);
    events("web", "web", "click", 100);
    says(new Place("web", "web", "view"), "sdk", PropertyType.TEXT, 100, 0);
    PlannedProperty number = new PlannedProperty(PropertyType.INTEGER, false, List.of());
    PlannedEvent bare =
        new PlannedEvent(Optional.empty(), Optional.empty(), List.of(), List.of(), Map.of());

    assertThat(
            audit(
                new TrackingPlan(
                    Map.of("sdk", number, "other", number), Map.of("view", bare, "click", bare))))
        .containsExactly(
            "error    wrong_type        view.sdk from web/web: is planned as integer, and 100.0 % of"
                + " 100 values are text");
  }

  @Test
  void onlyTheFirstFindingsAreShown() {
    for (int i = 0; i < 100; i++) {
      events("web", "web", "made_up_" + i, 1);
    }
    assertThat(audit()).hasSize(61).last().isEqualTo("and 42 more in events.tracking_findings");
  }

  @Test
  void whatManyEventsSayIsDraftedOnce() {
    for (String event : List.of("a", "b", "c", "d")) {
      events("web", "web", event, 10);
      says(new Place("web", "web", event), "sdk", PropertyType.TEXT, 10, 0);
      says(new Place("web", "web", event), "own_" + event, PropertyType.TEXT, 10, 0);
    }
    assertThat(new SuggestedPlan(seen()).text())
        .containsOnlyOnce("sdk {")
        .contains("common {", "\"own_a\" {", "\"own_d\" {");
  }

  @Test
  void withoutAPlanOnlyChangesAreTold() {
    events("web", "web", "anything", 100);
    assertThat(audit(new TrackingPlan(Map.of(), Map.of()))).isEmpty();
  }

  @Test
  void aTypeDriftsWhenNearlyAllValuesWereOfAnother() {
    events("web", "web", "add_to_cart", 100);
    Place web = place("web", "web");
    values.add(new Seen.Values(web, "code", false, PropertyType.INTEGER, 97, 0));
    values.add(new Seen.Values(web, "code", false, PropertyType.TEXT, 3, 0));
    says(web, "code", PropertyType.INTEGER, 30, 0);
    says(web, "code", PropertyType.TEXT, 70, 0);
    values.add(new Seen.Values(web, "ratio", false, PropertyType.INTEGER, 100, 0));
    says(web, "ratio", PropertyType.NUMBER, 100, 0);
    values.add(new Seen.Values(web, "mixed", false, PropertyType.INTEGER, 60, 0));
    values.add(new Seen.Values(web, "mixed", false, PropertyType.TEXT, 40, 0));
    says(web, "mixed", PropertyType.TEXT, 100, 0);

    assertThat(audit(new TrackingPlan(Map.of(), Map.of())))
        .containsExactly(
            "warning  type_drift        add_to_cart.code from web/web: was number, now 30.0 % of 100"
                + " values are; most others are text");
  }

  @Test
  void whereASourceStopsItsEventsAreNotToldOneByOne() {
    LocalDate day = LocalDate.of(2026, 3, 4);
    for (String event : List.of("a", "b")) {
      steady(new Place("web", "web", event), 100, day);
      steady(new Place("app", "app", event), 100, day);
    }
    Objects.requireNonNull(volumes.get(new Place("app", "app", "b"))).put(day, 100L);

    assertThat(audit(new TrackingPlan(Map.of(), Map.of())))
        .containsExactly(
            "warning  volume_break      * from app/app: all events together: 100 on 2026-03-04; the"
                + " median of the 4 Wednesdays before is 200",
            "warning  volume_break      * from web/web: all events together: 0 on 2026-03-04; the"
                + " median of the 4 Wednesdays before is 200");
  }

  @Test
  void anEventThatStopsAloneIsTold() {
    LocalDate day = LocalDate.of(2026, 3, 4);
    steady(new Place("web", "web", "rare"), 40, day);
    steady(new Place("web", "web", "often"), 1000, LocalDate.of(2099, 1, 1));

    assertThat(audit(new TrackingPlan(Map.of(), Map.of())))
        .containsExactly(
            "warning  volume_break      rare from web/web: 0 on 2026-03-04; the median of the 4"
                + " Wednesdays before is 40");
  }

  @Test
  void theDraftOfAPlanIsOneThatHolds(@TempDir Path folder) throws IOException {
    events("web", "web", "add_to_cart", 100);
    events("crm", "crm", "profile_set", 5);
    Place web = place("web", "web");
    says(web, "unit_price", PropertyType.NUMBER, 100, 0);
    says(web, "a.key-of \"theirs\"", PropertyType.INTEGER, 100, 0);
    says(web, "mixed", PropertyType.INTEGER, 50, 0);
    says(web, "mixed", PropertyType.DATE, 40, 0);
    says(web, "os", PropertyType.TEXT, 100, 0);

    Path draft = Files.writeString(folder.resolve("plan.conf"), new SuggestedPlan(seen()).text());
    TrackingPlan plan =
        ConfigLoader.load(List.of(draft.toString()), List.of(), RulesTest.class.getClassLoader())
            .bind(TrackingPlan.PATH, TrackingPlan.class);

    assertThat(plan.events()).containsOnlyKeys("add_to_cart");
    PlannedEvent event = Objects.requireNonNull(plan.events().get("add_to_cart"));
    assertThat(event.sources()).containsExactly("web");
    assertThat(event.channels()).containsExactly("web");
    assertThat(event.properties())
        .containsExactly(
            Map.entry(
                "a.key-of \"theirs\"", new PlannedProperty(PropertyType.INTEGER, true, List.of())),
            Map.entry("mixed", new PlannedProperty(PropertyType.TEXT, false, List.of())),
            Map.entry("unit_price", new PlannedProperty(PropertyType.NUMBER, true, List.of())));
    assertThat(audit(plan)).isEmpty();
  }

  /** The same number of events on each day of six weeks, but on {@code except}. */
  private void steady(Place place, long events, LocalDate except) {
    TreeMap<LocalDate, Long> series = new TreeMap<>();
    PERIOD
        .from()
        .minusWeeks(5)
        .datesUntil(PERIOD.to().plusDays(1))
        .filter(day -> !day.equals(except))
        .forEach(day -> series.put(day, events));
    volumes.put(place, series);
  }

  private static Place place(String source, String channel) {
    return new Place(source, channel, "add_to_cart");
  }

  private void events(String source, String channel, String event, long count) {
    volumes.put(new Place(source, channel, event), new TreeMap<>(Map.of(PERIOD.from(), count)));
  }

  private void says(Place place, String property, PropertyType type, long count, long off) {
    values.add(new Seen.Values(place, property, true, type, count, off));
  }

  private Seen seen() {
    return new Seen(PERIOD, volumes, values);
  }

  private List<String> audit() {
    TrackingPlan plan =
        ConfigLoader.load(
                List.of(),
                List.of("tracking-plan.events=" + PLAN),
                RulesTest.class.getClassLoader())
            .bind(TrackingPlan.PATH, TrackingPlan.class);
    return audit(plan);
  }

  private List<String> audit(TrackingPlan plan) {
    Seen seen = seen();
    return AuditText.lines(
            Stream.concat(
                    new PlanRules(plan, seen, 0.01).findings().stream(),
                    new ChangeRules(plan, seen, VOLUMES).findings().stream())
                .toList())
        .toList();
  }
}
