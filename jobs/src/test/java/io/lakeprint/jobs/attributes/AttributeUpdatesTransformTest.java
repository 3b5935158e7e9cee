package io.lakeprint.jobs.attributes;

import static io.lakeprint.common.tables.EventsTable.ANCHOR_NODE;
import static io.lakeprint.common.tables.EventsTable.CONSENT;
import static io.lakeprint.common.tables.EventsTable.EVENT_ID;
import static io.lakeprint.common.tables.EventsTable.EVENT_NAME;
import static io.lakeprint.common.tables.EventsTable.USER_PROPERTIES;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class AttributeUpdatesTransformTest {

  private final SparkSession spark;
  private final TableRows log = TableRows.of(EventsTable.SPEC);

  AttributeUpdatesTransformTest(SparkSession spark) {
    this.spark = spark;
  }

  private void event(String id, String name, @Nullable Map<String, @Nullable String> attributes) {
    log.row(EVENT_ID, id, EVENT_NAME, name, ANCHOR_NODE, 1L, USER_PROPERTIES, attributes);
  }

  private List<String> updates(boolean fromEveryEvent, String... purposes) {
    return new AttributeUpdatesTransform(new AttributesConfig(fromEveryEvent, List.of(purposes)))
        .apply(log.on(spark)).collectAsList().stream()
            .map(
                row ->
                    row.<String>getAs("event_id")
                        + " "
                        + row.<String>getAs("operation")
                        + " "
                        + row.<String>getAs("attribute")
                        + " "
                        + row.<String>getAs("value"))
            .sorted()
            .toList();
  }

  @Test
  void theNameOfTheEventSaysWhatHappensToEachAttribute() {
    event("1", "identify", Map.of("city", "Berlin", "plan", "gold"));
    event("2", "profile_set_once", Map.of("first_shop", "s1"));
    event("3", "profile_increment", Map.of("points", "5"));
    event("4", "profile_append", Map.of("likes", "tea"));
    event("5", "profile_unset", Map.of("plan", "true"));
    event("6", "profile_delete", null);
    event("7", "profile_delete", Map.of());
    event("8", "profile_set", Map.of("age", "30"));
    assertThat(updates(true))
        .containsExactly(
            "1 set city Berlin",
            "1 set plan gold",
            "2 set_once first_shop s1",
            "3 increment points 5",
            "4 append likes tea",
            "5 unset plan null",
            "6 delete * null",
            "7 delete * null",
            "8 set age 30");
  }

  @Test
  void settingToNullUnsetsAndAddingNullDoesNothing() {
    Map<String, @Nullable String> nothing = new HashMap<>();
    nothing.put("plan", null);
    event("1", "identify", nothing);
    event("2", "profile_set_once", nothing);
    event("3", "profile_increment", nothing);
    assertThat(updates(true)).containsExactly("1 unset plan null");
  }

  @Test
  void propertiesOnBehaviourCountOnlyWhenAskedAndNothingOfNobody() {
    event("1", "page_view", Map.of("plan", "gold"));
    event("2", "group", Map.of("company", "c"));
    event("3", "identify", null);
    log.row(EVENT_ID, "4", EVENT_NAME, "identify", USER_PROPERTIES, Map.of("plan", "gold"));
    assertThat(updates(true)).containsExactly("1 set plan gold", "2 set company c");
    assertThat(updates(false)).containsExactly("2 set company c");
  }

  @Test
  void consentThatAnEventTellsIsAnAttributeOfEachPurposeAndWhatItDoesNotTellIsNone() {
    consent("1", "page_view", null, "analytics", "marketing");
    consent("2", "page_view", null);
    consent("3", "profile_increment", Map.of("points", "5", "consent_marketing", "7"), "marketing");
    event("4", "page_view", Map.of("plan", "gold"));
    event("5", "profile_set", Map.of("consent_marketing", "asked"));
    consent("6", "profile_delete", null, "marketing");
    log.row(EVENT_ID, "7", EVENT_NAME, "page_view", CONSENT, new String[] {"marketing"});
    assertThat(updates(false, "marketing", "sale"))
        .containsExactly(
            "1 set consent_marketing yes",
            "1 set consent_sale no",
            "2 set consent_marketing no",
            "2 set consent_sale no",
            "3 increment points 5",
            "3 set consent_marketing yes",
            "3 set consent_sale no",
            "5 set consent_marketing asked",
            "6 delete * null",
            "6 set consent_marketing yes",
            "6 set consent_sale no");
    assertThat(updates(true, "sale")).contains("4 set plan gold", "2 set consent_sale no");
  }

  private void consent(
      String id,
      String name,
      @Nullable Map<String, @Nullable String> attributes,
      String... purposes) {
    log.row(
        EVENT_ID,
        id,
        EVENT_NAME,
        name,
        ANCHOR_NODE,
        1L,
        USER_PROPERTIES,
        attributes,
        CONSENT,
        purposes);
  }
}
