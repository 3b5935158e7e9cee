package io.lakeprint.jobs.behaviour.reports;

import static io.lakeprint.common.tables.EventsTable.CHANNEL;
import static io.lakeprint.common.tables.EventsTable.EVENT_DATE;
import static io.lakeprint.common.tables.EventsTable.EVENT_ID;
import static io.lakeprint.common.tables.EventsTable.EVENT_NAME;
import static io.lakeprint.common.tables.EventsTable.EVENT_TIME;
import static io.lakeprint.common.tables.EventsTable.ONE_ID;
import static io.lakeprint.common.tables.EventsTable.PAGE_PATH;
import static io.lakeprint.common.tables.EventsTable.SOURCE;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.testkit.TableRows;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Reports of hand-made logs, from the text of their definitions. */
final class Told {

  static final BusinessDays DAYS = new BusinessDays(ZoneId.of("UTC"));
  static final LocalDate AS_OF = LocalDate.of(2026, 3, 31);

  /** An event, and what else it says by column. */
  record Event(String person, String time, String name, Map<ColumnSpec, @Nullable Object> more) {

    static Event of(String person, String time, String name) {
      return new Event(person, time, name, Map.of(CHANNEL, "web"));
    }

    Event by(String channel) {
      return with(CHANNEL, channel);
    }

    Event on(String page) {
      return with(PAGE_PATH, page);
    }

    Event with(ColumnSpec column, Object value) {
      Map<ColumnSpec, @Nullable Object> all = new HashMap<>(more);
      all.put(column, value);
      return new Event(person, time, name, all);
    }
  }

  private Told() {}

  /** The reports of these definitions alone. */
  static ReportsConfig config(String definitions) {
    String section =
        "mine={ events = [step, other], passive-events = [message_sent], include-bots = false,"
            + " funnels {}, retentions {}, lifecycles {}, stickiness {}, paths {}, attributions {},"
            + " heatmaps {}, intervals {}, distributions {}, comparisons {}\n"
            + definitions
            + "\n}";
    return ConfigLoader.load(List.of(), List.of(section), Told.class.getClassLoader())
        .bind("mine", ReportsConfig.class);
  }

  static ReportPlan plan(String definitions) {
    return ReportCompiler.compile(config(definitions), Set.of("lesson"), AS_OF, DAYS);
  }

  static Dataset<Row> events(SparkSession spark, List<Event> log) {
    TableRows rows = TableRows.of(EventsTable.SPEC);
    int id = 0;
    for (Event event : log) {
      Instant time = Instant.parse(event.time());
      List<@Nullable Object> row = new ArrayList<>();
      row.addAll(List.of(ONE_ID, event.person(), EVENT_TIME, time));
      row.addAll(List.of(EVENT_DATE, DAYS.dayOf(time), EVENT_NAME, event.name()));
      row.addAll(List.of(SOURCE, "web", EVENT_ID, "e" + id++));
      event.more().forEach((column, value) -> row.addAll(Arrays.asList(column, value)));
      rows.row(row.toArray());
    }
    return rows.on(spark);
  }

  static Dataset<Row> noSessions(SparkSession spark) {
    return TableRows.of(SessionsTable.SPEC).on(spark);
  }

  static Dataset<Row> facts(ReportPlan plan, Dataset<Row> events, Dataset<Row> sessions) {
    return new FactsTransform(plan).apply(new PackTransform(plan, DAYS).apply(events, sessions));
  }

  /** The rows of a table as text, sorted, with these columns. */
  static List<String> rows(Dataset<Row> table, String... columns) {
    return table
        .selectExpr("concat_ws(' ', " + String.join(", ", columns) + ")")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }
}
