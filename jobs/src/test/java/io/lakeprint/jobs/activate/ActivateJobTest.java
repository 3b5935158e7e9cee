package io.lakeprint.jobs.activate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.error.GateRefusedException;
import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.TransientException;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.AssignmentsTable;
import io.lakeprint.common.tables.OutboxTable;
import io.lakeprint.common.tables.TouchesTable;
import io.lakeprint.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Days of a lake whose members of a segment are kept up to date at a CRM. */
@ExtendWith(SparkExtension.class)
class ActivateJobTest {

  private static final LocalDate DAY = VipLake.DAY;
  private static final String PHONE = VipLake.PHONE;

  private final Path folder;
  private final VipLake lake;
  private Receiver crm = Receiver.start();

  ActivateJobTest(SparkSession spark, @TempDir Path folder) {
    this.folder = folder;
    this.lake =
        new VipLake(
            spark,
            folder,
            () ->
                "{http={url=\""
                    + crm.url()
                    + "\", batch-size=1, attempts=3, back-off=1 ms, requests-per-second=1000}}");
  }

  @AfterEach
  void stop() {
    crm.close();
  }

  @Test
  void theReceiverHasTheAudienceAndIsToldOfEachChangeOnceHoweverARunBreaksOff()
      throws IOException, InterruptedException {
    lake.people("ann gold 0", "bob gold 1", "cat blue 2");
    // Of three batches it answers the first, is killed with the second, never hears of the third.
    Path kept = folder.resolve("crm.txt");
    int port;
    try (DoomedReceiver doomed = DoomedReceiver.start(kept, 1)) {
      assertThatThrownBy(
              () -> lake.run(DAY, "activations.destinations.crm.http.url=\"" + doomed.url() + "\""))
          .isInstanceOfSatisfying(
              TransientException.class, e -> assertThat(e.exitCode()).isEqualTo(5));
      port = doomed.port();
    }
    crm.close();
    crm = Receiver.again(port, kept);
    assertThat(crm.contacts()).as("two batches arrived").hasSize(2);
    assertThat(lake.states()).containsOnly("pending").hasSize(3);

    // A day later ann is bob, who has lost his own phone, cat has risen and dan is new: first what
    // was on its way, then what changed. Whose a phone is makes no change.
    lake.people("bob gold 0", "cat red 2", "dan blue 3");
    JobReport report = lake.run(DAY.plusDays(1));
    assertThat(crm.asked().subList(0, 2))
        .as("the receiver knows their keys from before it was killed")
        .isEqualTo(
            Files.readAllLines(kept).subList(0, 2).stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList());
    assertThat(report.notes())
        .containsExactly(
            "vip_crm: an interrupted send is finished; 3 added, 0 changed, 0 removed at crm in"
                + " send 1 (3 batches)",
            "vip_crm: 3 people, 3 targets of type phone; 1 added, 1 changed, 1 removed at crm in"
                + " send 2 (3 batches)");
    assertThat(crm.contacts())
        .isEqualTo(Map.of(PHONE + 0, "gold", PHONE + 2, "red", PHONE + 3, "blue"));
    assertThat(crm.changes())
        .containsExactly(
            "add " + PHONE + 0,
            "add " + PHONE + 1,
            "add " + PHONE + 2,
            "add " + PHONE + 3,
            "change " + PHONE + 2,
            "remove " + PHONE + 1);
    assertThat(lake.states()).containsOnly("sent").hasSize(3);

    // Killed after the delivery, before it was written down: the outbox is as it was.
    lake.forgetThatItWasSent();
    assertThat(lake.run(DAY.plusDays(1)).notes())
        .last()
        .isEqualTo("vip_crm: 3 people, 3 targets of type phone; nothing to send");
    assertThat(crm.changes()).as("the receiver knows the keys").isEmpty();
    assertThat(lake.states()).containsOnly("sent").hasSize(3);

    assertThat(lake.deliveries())
        .as("two sends, each tried twice")
        .containsExactly(
            "1 0 delivered 1",
            "1 0 delivered 1",
            "1 1 failed 1",
            "1 1 delivered 1",
            "1 2 delivered 1",
            "2 0 delivered 1",
            "2 0 delivered 1",
            "2 1 delivered 1",
            "2 1 delivered 1",
            "2 2 delivered 1",
            "2 2 delivered 1");
    aFrequencyCapHoldsBackWhoWasToldTwice();

    assertThat(lake.run(DAY.plusDays(1), "activations.definitions.vip_crm=null").notes())
        .containsExactly(
            "vip_crm is no longer defined, and its destination still has 4 targets: define it with"
                + " an empty audience and allow-empty = true to take them back",
            "no activation is defined");
  }

  /** By now phones 0, 1 and 3 were told of once, 2 twice. */
  private void aFrequencyCapHoldsBackWhoWasToldTwice() {
    assertThat(lake.context(DAY).lake().read(TouchesTable.SPEC).count())
        .as("a repeated send touches nobody twice")
        .isEqualTo(5);
    lake.people("bob red 0", "eve gold 1", "cat gold 2", "dan blue 3");
    String cap = "activations.frequency-caps.sms={destinations=[crm], sends=2, days=7}";
    String told =
        "vip_crm: 4 people, 4 targets of type phone; 1 held back by frequency-caps (sms); ";
    assertThat(lake.tryOut(DAY.plusDays(2), cap).notes())
        .containsExactly(told + "1 to add, 1 to change, 0 to remove; not sent (dry run)");
    assertThat(lake.run(DAY.plusDays(2), cap).notes())
        .containsExactly(told + "1 added, 1 changed, 0 removed at crm in send 3 (2 batches)");
    assertThat(crm.changes()).containsExactly("add " + PHONE + 1, "change " + PHONE + 0);
    assertThat(crm.contacts()).containsEntry(PHONE + 2, "red");
  }

  @Test
  void nobodyIsToldOfAnAudienceThatCannotBeMeant() {
    lake.people("- ann gold 0", "- bob gold 1");
    assertThatThrownBy(() -> lake.run(DAY))
        .isInstanceOf(GateRefusedException.class)
        .hasMessageContaining("the audience is empty")
        .hasMessageContaining("allow-empty");
    lake.people("ann gold -", "- bob gold 1");
    assertThatThrownBy(() -> lake.run(DAY))
        .isInstanceOf(GateRefusedException.class)
        .hasMessageContaining("none of the 1 people");
    lake.people("ann gold 0", "bob gold 1", "cat gold 2", "- dan blue 3");
    assertThatThrownBy(() -> lake.run(DAY, "activations.definitions.vip_crm.max-share=0.7"))
        .isInstanceOf(GateRefusedException.class)
        .hasMessageContaining("3 of 4 people (75.0 %)");
    assertThatThrownBy(() -> lake.run(DAY, "activations.definitions.vip_crm.audience.segment=vipp"))
        .isInstanceOf(InputContractException.class)
        .hasMessageContaining("'vip'?");
    assertThat(lake.run(DAY, "activations.destinations.crm.quiet-hours=\"11:30-13:00\"").notes())
        .as("the run is at noon")
        .containsExactly(
            "vip_crm: crm is told nothing until 13:00 (quiet-hours); the next run after that sends"
                + " what changed");
    assertThat(crm.asked()).isEmpty();

    assertThat(lake.tryOut(DAY, "activations.definitions.vip_crm.hold-out=0.1").notes())
        .singleElement()
        .asString()
        .startsWith("vip_crm: 3 people")
        .contains("to add, 0 to change, 0 to remove; not sent (dry run)");
    assertThat(lake.context(DAY).lake().exists(OutboxTable.SPEC)).isFalse();
    assertThat(crm.asked()).isEmpty();
  }

  @Test
  void whoIsHeldOutIsWrittenDownAndNotInTheFilesAndNoTableHoldsAClearValue() throws IOException {
    lake.people(
        "a gold 0",
        "b gold 1",
        "c gold 2",
        "d gold 3",
        "e gold 4",
        "f gold 5",
        "g gold 6",
        "h gold 7");
    String[] toFiles = {
      "activations.definitions.vip_crm.destination=disk",
      "activations.definitions.vip_crm.hold-out=0.5",
      "activations.definitions.vip_crm.target={id=phone, as=mobile, text=national, form=md5}",
      "activations.destinations.disk.files={format=csv, by-change=true, path=\""
          + folder.resolve("out")
          + "\"}"
    };
    lake.run(DAY, toFiles);
    JobContext context = lake.context(DAY);
    long treated =
        context
            .lake()
            .read(AssignmentsTable.SPEC)
            .where(AssignmentsTable.ARM.col().equalTo("treated"))
            .count();
    assertThat(treated).isBetween(1L, 7L);
    Path send = folder.resolve("out/vip_crm/000001");
    assertThat(Files.readString(send.resolve("_manifest.json")))
        .contains("\"add\" : " + treated)
        .contains("change=add/part-");
    List<String> lines = lines(send);
    assertThat(lines).hasSize((int) treated + 1);
    assertThat(lines).contains("mobile,tier");
    assertThat(lines.stream().filter(line -> !line.equals("mobile,tier")))
        .allSatisfy(line -> assertThat(line).matches("[0-9a-f]{32},gold"));

    try (Stream<Path> all = Files.walk(folder.resolve("activation"))) {
      assertThat(all.filter(file -> file.toString().endsWith(".json")).map(this::text))
          .isNotEmpty()
          .allSatisfy(text -> assertThat(text).doesNotContain("1381234567"));
    }
    assertThat(context.lake().read(OutboxTable.SPEC).toJSON().collectAsList().toString())
        .doesNotContain("1381234567");
  }

  private String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private List<String> lines(Path send) throws IOException {
    try (Stream<Path> all = Files.walk(send)) {
      return all.filter(file -> file.getFileName().toString().matches("part-.*csv"))
          .map(this::text)
          .flatMap(String::lines)
          .toList();
    }
  }
}
