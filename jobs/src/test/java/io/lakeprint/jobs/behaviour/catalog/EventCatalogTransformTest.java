package io.lakeprint.jobs.behaviour.catalog;

import static io.lakeprint.common.tables.EventsTable.ANCHOR_NODE;
import static io.lakeprint.common.tables.EventsTable.CONSENT;
import static io.lakeprint.common.tables.EventsTable.EVENT_ID;
import static io.lakeprint.common.tables.EventsTable.EVENT_NAME;
import static io.lakeprint.common.tables.EventsTable.EVENT_TIME;
import static io.lakeprint.common.tables.EventsTable.ONE_ID;
import static io.lakeprint.common.tables.EventsTable.PAGE_PATH;
import static io.lakeprint.common.tables.EventsTable.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.definitions.PlannedEvent;
import io.lakeprint.common.definitions.TrackingPlan;
import io.lakeprint.common.tables.EventCatalogTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class EventCatalogTransformTest {

  private final SparkSession spark;

  EventCatalogTransformTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void tellsVolumesPeopleFillAndWhatNobodyPlanned() {
    Dataset<Row> events =
        TableRows.of(EventsTable.SPEC)
            .row(
                SOURCE, "site",
                EVENT_ID, "1",
                EVENT_NAME, "page_view",
                EVENT_TIME, "2026-03-01T00:00:00Z",
                ANCHOR_NODE, 1L,
                ONE_ID, "p",
                PAGE_PATH, "/a",
                CONSENT, new String[] {"marketing"})
            .row(
                SOURCE, "site",
                EVENT_ID, "2",
                EVENT_NAME, "page_view",
                EVENT_TIME, "2026-03-03T00:00:00Z",
                ANCHOR_NODE, 1L,
                ONE_ID, "p",
                PAGE_PATH, "/b",
                CONSENT, new String[0])
            .row(
                SOURCE, "site",
                EVENT_ID, "3",
                EVENT_NAME, "page_view",
                EVENT_TIME, "2026-03-02T00:00:00Z",
                ANCHOR_NODE, 2L,
                ONE_ID, "q")
            .row(
                SOURCE, "site",
                EVENT_ID, "4",
                EVENT_NAME, "page_view",
                EVENT_TIME, "2026-03-02T00:00:00Z")
            .row(SOURCE, "site", EVENT_ID, "5", EVENT_NAME, "spin_the_wheel")
            .row(SOURCE, "site", EVENT_ID, "6", EVENT_NAME, "own")
            .row(SOURCE, "site", EVENT_ID, "7", EVENT_NAME, "profile_set")
            .row(SOURCE, "site", EVENT_ID, "8", EVENT_NAME, "in_plan")
            .on(spark);
    List<Row> rows =
        new EventCatalogTransform(new EventCatalogConfig(List.of("own")).and(planned("in_plan")))
            .apply(events.repartition(3))
            .orderBy(EventCatalogTable.EVENT_NAME.col())
            .collectAsList();
    assertThat(rows)
        .extracting(row -> row.<String>getAs("event_name") + " " + row.<Boolean>getAs("is_planned"))
        .containsExactly(
            "in_plan true",
            "own true",
            "page_view true",
            "profile_set true",
            "spin_the_wheel false");
    Row views = rows.get(2);
    assertThat(views.<Long>getAs("event_count")).isEqualTo(4);
    assertThat(views.<Long>getAs("person_count")).isEqualTo(2);
    assertThat(views.<Double>getAs("anchored_ratio")).isEqualTo(0.75);
    assertThat(views.<Timestamp>getAs("first_seen_at").toInstant())
        .isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
    assertThat(views.<Timestamp>getAs("last_seen_at").toInstant())
        .isEqualTo(Instant.parse("2026-03-03T00:00:00Z"));
    assertThat(views.<String>getAs("attribute_fill"))
        .isEqualTo("{\"page_path\":0.5,\"consent\":0.25}");
    assertThat(rows.get(4).<String>getAs("attribute_fill")).isEqualTo("{}");
  }

  private static TrackingPlan planned(String event) {
    PlannedEvent planned =
        new PlannedEvent(Optional.empty(), Optional.empty(), List.of(), List.of(), Map.of());
    return new TrackingPlan(Map.of(), Map.of(event, planned));
  }
}
