package io.lakeprint.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.privacy.IdSecret;
import io.lakeprint.common.privacy.VaultCipher;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.VaultTable;
import io.lakeprint.testkit.SparkExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What ingest keeps encrypted of the identifiers of a vault type. */
@ExtendWith(SparkExtension.class)
class VaultTest {
  private final SparkSession spark;
  private final Path folder;

  VaultTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  @Test
  void everyIdentifierOfAnEventIsThereOnceWhateverRunsAgain() throws IOException {
    TrialLake lake =
        TrialLake.of(
            spark,
            folder,
            """
            sources.shop={ format = csv, channel = web, path = "%s/files/*.csv"
              select { event_id = id, event_name = what, event_time = at
                received_at = "CAST(try_to_timestamp(at) AS STRING)"
                ids = "array(named_struct('type', 'phone', 'scope', '', 'value', phone), \
            named_struct('type', 'cookie', 'scope', '', 'value', cookie))" } }
            """
                .formatted(folder));
    write(
        "files/1.csv",
        "1,page_view,2026-03-01 10:00:00,138 1234 5678,c1",
        "2,page_view,2026-03-01 10:01:00,+8613812345678,c2",
        "3,page_view,2026-03-01 10:02:00,,c3",
        "4,page_view,never,139 0000 1111,c4");
    lake.ingest();
    assertThat(opened(lake)).containsExactly("phone  +8613812345678 1");
    assertThat(tokens(lake)).as("as the events have it").containsExactlyElementsOf(ofEvents(lake));
    long version = version(lake);

    lake.forgetCommit("checkpoints/shop");
    lake.ingest();
    assertThat(version(lake)).as("a batch that is repeated").isEqualTo(version);
    write(
        "files/2.csv",
        "5,page_view,2026-03-02 10:00:00,13812345678,c1",
        "1,page_view,2026-03-01 10:05:00,137 7777 7777,c1");
    lake.ingest();
    assertThat(opened(lake)).containsExactly("phone  +8613812345678 1");
    assertThat(version(lake)).as("nothing new, nothing written").isEqualTo(version);

    write("files/3.csv", "6,page_view,2026-03-02 11:00:00,136 6666 6666,c1");
    lake.ingest();
    assertThat(opened(lake)).containsExactly("phone  +8613666666666 1", "phone  +8613812345678 1");
    assertThat(tokens(lake)).containsExactlyElementsOf(ofEvents(lake));

    lake.with(
            "sources.shop.select.event_time=\"coalesce(CAST(try_to_timestamp(at) AS STRING),"
                + " '2026-03-01T00:00:00Z')\"")
        .replay();
    assertThat(opened(lake))
        .as("a refused record brings its identifier when it becomes an event")
        .contains("phone  +8613900001111 1")
        .hasSize(3);
    assertThat(tokens(lake)).containsExactlyElementsOf(ofEvents(lake));
  }

  /** Type, scope, value and key version. */
  private static List<String> opened(TrialLake lake) {
    VaultCipher cipher = IdSecret.demo().vault();
    return rows(lake).stream()
        .map(
            row ->
                row.getString(0)
                    + " "
                    + row.getString(1)
                    + " "
                    + cipher.decrypt(row.getString(0), row.getString(1), row.getString(2))
                    + " "
                    + row.getInt(3))
        .sorted()
        .toList();
  }

  private static List<Row> rows(TrialLake lake) {
    return lake.context()
        .lake()
        .read(VaultTable.SPEC)
        .select(
            VaultTable.ID_TYPE.col(),
            VaultTable.SCOPE.col(),
            VaultTable.SEALED_VALUE.col(),
            VaultTable.KEY_VERSION.col())
        .collectAsList();
  }

  private static List<String> tokens(TrialLake lake) {
    return lake
        .context()
        .lake()
        .read(VaultTable.SPEC)
        .select(VaultTable.TOKEN.col())
        .as(Encoders.STRING())
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  private static List<String> ofEvents(TrialLake lake) {
    return lake
        .context()
        .lake()
        .read(EventsTable.SPEC)
        .selectExpr("explode(ids) AS id")
        .where("id.type = 'phone'")
        .selectExpr("id.value")
        .distinct()
        .as(Encoders.STRING())
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  private static long version(TrialLake lake) {
    return lake.context().lake().version(VaultTable.SPEC);
  }

  private void write(String name, String... lines) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "id,what,at,phone,cookie\n" + String.join("\n", lines) + "\n",
        StandardCharsets.UTF_8);
  }
}
