package io.lakeprint.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.testkit.KafkaBroker;
import io.lakeprint.testkit.SparkExtension;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Topics of a real broker. */
@ExtendWith(SparkExtension.class)
class KafkaSourceTest {

  @Test
  void everyMessageIsReadOnceWithItsPlaceAndWhatKafkaSaysOfIt(
      SparkSession spark, @TempDir Path folder) {
    try (KafkaBroker broker = KafkaBroker.start(folder.resolve("kafka"))) {
      broker.createTopic("clicks", 2);
      broker.send("clicks", 0, "phone-13812345678", click("1"));
      broker.send("clicks", 1, null, click("2"));
      broker.send("clicks", 1, null, "{\"id\": \"3\", \"na");
      broker.send("clicks", 0, "gone", null);
      TrialLake lake =
          TrialLake.of(
              spark,
              folder.resolve("lake"),
              "sources.clicks.format=kafka",
              "sources.clicks.kafka.servers=\"" + broker.servers() + "\"",
              "sources.clicks.kafka.topics=[clicks]",
              "sources.clicks.channel=web",
              "sources.clicks.columns={id=id, name=name, at=at}",
              "sources.clicks.select={event_id=id, event_name=name, event_time=at,"
                  + " received_at=kafka_timestamp, page_title=\"concat(kafka_topic, '/',"
                  + " kafka_partition, '/', kafka_offset)\"}");

      JobReport.Records first = lake.ingest();
      assertThat(first).isEqualTo(new JobReport.Records(4, 2, 0, 2));
      assertThat(lake.events(EventsTable.EVENT_ID, EventsTable.EVENT_NAME, EventsTable.PAGE_TITLE))
          .containsExactly("1 | click | clicks/0/0", "2 | click | clicks/1/0");
      assertThat(lake.refusals())
          .hasSize(2)
          .anySatisfy(
              text -> assertThat(text).contains("BAD_RECORD the JSON object ends too early"))
          .anySatisfy(text -> assertThat(text).contains("BAD_RECORD the message has no value"));

      List<String> before = lake.events();
      lake.forgetCommit("checkpoints/clicks");
      assertThat(lake.ingest()).isEqualTo(first);
      assertThat(lake.ingest().read()).isZero();
      assertThat(lake.events()).isEqualTo(before);

      broker.send("clicks", 0, null, click("1"));
      broker.send("clicks", 0, null, click("4"));
      assertThat(lake.ingest()).isEqualTo(new JobReport.Records(2, 1, 1, 0));
    }
  }

  private static String click(String id) {
    return "{\"id\": \"" + id + "\", \"name\": \"click\", \"at\": \"2026-03-01T10:00:00Z\"}";
  }
}
