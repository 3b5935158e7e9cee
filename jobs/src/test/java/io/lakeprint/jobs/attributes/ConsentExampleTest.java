package io.lakeprint.jobs.attributes;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.people.AttributesTransform;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.testkit.ProjectRoot;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/activation.md: who has consented, by the latest that is known of them. */
@ExtendWith(SparkExtension.class)
class ConsentExampleTest {

  private static final Pattern EXAMPLE =
      Pattern.compile("```hocon\n(attributes.consent-purposes.*?)```", Pattern.DOTALL);
  private static final Pattern CONDITION =
      Pattern.compile("attribute = (\\w+), op = equals, value = (\\w+)");
  private static final LocalDate DAY = LocalDate.of(2026, 3, 10);

  private final TableRows events = TableRows.of(EventsTable.SPEC);
  private final TableRows owners = TableRows.of(IdentityMapTable.SPEC);

  @Test
  void whoWithdrawsLeavesAndWhoSaysNothingIsAndStaysOut(SparkSession spark, @TempDir Path folder)
      throws IOException {
    person("ann", 1, 2);
    said(1, "2026-03-01", "analytics", "marketing");
    said(2, "2026-03-02", (String[]) null);
    person("bob", 3, 4);
    said(3, "2026-03-01", "marketing");
    said(4, "2026-03-02");
    person("cat", 5);
    said(5, "2026-03-01", "analytics");
    person("dan", 6);
    said(6, "2026-03-01", (String[]) null);
    person("eve", 7);
    said(7, "2026-03-11", "marketing");

    Matcher example =
        EXAMPLE.matcher(Files.readString(ProjectRoot.path().resolve("docs/activation.md")));
    assertThat(example.find()).isTrue();
    Path mine = Files.writeString(folder.resolve("mine.conf"), example.group(1));
    AttributesConfig config =
        ConfigLoader.load(List.of(mine.toString()), List.of(), getClass().getClassLoader())
            .bind("attributes", AttributesConfig.class);
    Matcher condition = CONDITION.matcher(example.group(1));
    assertThat(condition.find()).isTrue();
    String attribute = condition.group(1);
    Dataset<Row> people =
        new AttributesTransform(Set.of(attribute), DAY)
            .apply(new AttributeUpdatesTransform(config).apply(events.on(spark)), owners.on(spark));

    assertThat(people(people, attribute, condition.group(2)))
        .as("bob has withdrawn on another device, eve consents tomorrow")
        .containsExactly("ann");
    assertThat(people(people, attribute, "no"))
        .as("everybody but these, where silence is consent")
        .containsExactlyInAnyOrder("bob", "cat");
  }

  private static List<String> people(Dataset<Row> people, String attribute, String value) {
    return people
        .where(AttributesTransform.value(attribute).equalTo(value))
        .select("one_id")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private void person(String id, long... nodes) {
    for (long node : nodes) {
      owners.row(
          IdentityMapTable.ID_VALUE,
          "c" + node,
          IdentityMapTable.NODE_ID,
          node,
          IdentityMapTable.ONE_ID,
          id);
    }
  }

  private void said(long node, String day, String @Nullable ... consent) {
    events.row(
        EventsTable.EVENT_ID,
        "e" + node,
        EventsTable.EVENT_NAME,
        "page_view",
        EventsTable.EVENT_TIME,
        day + "T04:00:00Z",
        EventsTable.EVENT_DATE,
        LocalDate.parse(day),
        EventsTable.ANCHOR_NODE,
        node,
        EventsTable.CONSENT,
        consent);
  }
}
