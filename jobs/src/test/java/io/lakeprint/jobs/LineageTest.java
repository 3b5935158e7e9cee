package io.lakeprint.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.jobs.behaviour.sessions.SessionsJob;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import io.lakeprint.testkit.TrialContext;
import io.openlineage.spark.agent.OpenLineageSparkListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a catalogue of lineage hears of a job from OpenLineage's own listener. */
@ExtendWith(SparkExtension.class)
class LineageTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

  private final SparkContext context;
  private final TrialContext trial;
  private final Path told;

  LineageTest(SparkSession spark, @TempDir Path folder) {
    context = spark.sparkContext();
    trial = TrialContext.at(spark, folder.resolve("lake"), ZoneOffset.UTC, DAY);
    told = folder.resolve("lineage.json");
  }

  @Test
  void aTableIsToldWithThoseItWasMadeOfAndWithItsColumns() throws Exception {
    trial
        .lake()
        .append(
            EventsTable.SPEC,
            TableRows.of(EventsTable.SPEC)
                .row(
                    EventsTable.SOURCE, "shop",
                    EventsTable.EVENT_ID, "1",
                    EventsTable.EVENT_NAME, "page_view",
                    EventsTable.EVENT_DATE, DAY,
                    EventsTable.EVENT_TIME, DAY + "T12:00:00Z",
                    EventsTable.ANCHOR_NODE, 1L,
                    EventsTable.ONE_ID, "p")
                .on(trial.spark()),
            new Transaction("test", 1));
    SparkConf conf =
        context
            .getConf()
            .set("spark.openlineage.namespace", "shop")
            .set("spark.openlineage.transport.type", "file")
            .set("spark.openlineage.transport.location", told.toString());
    OpenLineageSparkListener listener = new OpenLineageSparkListener(conf);
    context.addSparkListener(listener);
    try {
      trial.run(new SessionsJob());
      assertThat(hear()).contains(name(EventsTable.SPEC));
    } finally {
      context.removeSparkListener(listener);
    }
  }

  /** What sessions are made of, by the events so far; they come behind what they tell of. */
  private Set<String> hear() throws IOException, InterruptedException {
    Set<String> inputs = new TreeSet<>();
    for (int tries = 0; tries < 300 && !inputs.contains(name(EventsTable.SPEC)); tries++) {
      Thread.sleep(100);
      for (JsonNode event : events()) {
        for (JsonNode output : event.path("outputs")) {
          if (output.path("name").asText().equals(name(SessionsTable.SPEC))) {
            event.path("inputs").forEach(input -> inputs.add(input.path("name").asText()));
            assertThat(output.at("/facets/schema/fields").findValuesAsText("name"))
                .contains(SessionsTable.SESSION_ID.name());
          }
        }
      }
    }
    return inputs;
  }

  private List<JsonNode> events() throws IOException {
    List<JsonNode> events = new ArrayList<>();
    if (Files.exists(told)) {
      String text = Files.readString(told);
      String whole = text.substring(0, text.lastIndexOf('\n') + 1); // the last line may not be
      for (String line : whole.lines().toList()) {
        events.add(JSON.readTree(line));
      }
    }
    return events;
  }

  private String name(TableSpec table) {
    return Path.of(trial.lake().location(table).replaceFirst("^file:/*", "/")).toString();
  }
}
