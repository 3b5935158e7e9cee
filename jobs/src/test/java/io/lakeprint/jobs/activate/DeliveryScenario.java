package io.lakeprint.jobs.activate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.error.TransientException;
import io.lakeprint.testkit.SparkExtension;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Three days of activation to a real receiver that is killed in the middle of each. */
@ExtendWith(SparkExtension.class)
abstract class DeliveryScenario<R extends MortalReceiver> {

  static final LocalDate DAY = VipLake.DAY;
  static final String PHONE = VipLake.PHONE;

  /**
   * What is sent at the end of one.
   *
   * @param people as {@link VipLake#people} takes them
   * @param contacts what the receiver has then
   * @param changes what changes for it
   */
  private record Day(List<String> people, Map<String, String> contacts, List<String> changes) {}

  private static final List<Day> DAYS =
      List.of(
          new Day(
              List.of("ann gold 0", "bob gold 1", "cat blue 2"),
              Map.of(PHONE + 0, "gold", PHONE + 1, "gold", PHONE + 2, "blue"),
              List.of("add " + PHONE + 0, "add " + PHONE + 1, "add " + PHONE + 2)),
          new Day(
              List.of("bob gold 0", "cat red 2", "dan blue 3"),
              Map.of(PHONE + 0, "gold", PHONE + 2, "red", PHONE + 3, "blue"),
              List.of("remove " + PHONE + 1, "change " + PHONE + 2, "add " + PHONE + 3)),
          new Day(
              List.of("eve blue 1", "dan gold 3"),
              Map.of(PHONE + 1, "blue", PHONE + 3, "gold"),
              List.of(
                  "remove " + PHONE + 0,
                  "add " + PHONE + 1,
                  "remove " + PHONE + 2,
                  "change " + PHONE + 3)));

  final R receiver;
  final VipLake lake;

  DeliveryScenario(SparkSession spark, Path folder, R receiver) {
    this.receiver = receiver;
    this.lake = new VipLake(spark, folder.resolve("lake"), receiver::destination);
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void eachOfThreeSendsTakesEffectOnceHoweverTheReceiverIsKilled() {
    List<String> arrived = new ArrayList<>();
    for (int i = 0; i < DAYS.size(); i++) {
      Day today = DAYS.get(i);
      LocalDate asOf = DAY.plusDays(i);
      int before = i - 1;
      lake.people(today.people().toArray(String[]::new));
      lake.onComparison(
          () -> {
            if (before >= 0) {
              requireDone(DAYS.get(before), arrived);
            }
            receiver.dieInDelivery();
          });
      assertThatThrownBy(() -> lake.run(asOf))
          .isInstanceOfSatisfying(
              TransientException.class, e -> assertThat(e.exitCode()).isEqualTo(5));
      receiver.startAgain();
      arrived.addAll(receiver.changes());
      assertThat(arrived).as("part of it").isNotEmpty().hasSizeLessThan(today.changes().size());
      assertThat(lake.states()).contains("pending");
    }
    lake.onComparison(() -> {});
    LocalDate last = DAY.plusDays(2);
    assertThat(lake.run(last).notes())
        .containsExactly(
            "vip_crm: an interrupted send is finished; 1 added, 1 changed, 2 removed at crm in send"
                + " 3 (1 batches)",
            "vip_crm: 2 people, 2 targets of type phone; nothing to send");
    requireDone(DAYS.get(2), arrived);
    assertThat(lake.states()).containsOnly("sent").hasSize(2);

    lake.forgetThatItWasSent();
    assertThat(lake.run(last).notes())
        .as("killed after the delivery, before it was written down")
        .first()
        .asString()
        .contains("an interrupted send is finished");
    assertThat(receiver.changes()).as("the second time changes nothing").isEmpty();
    assertThat(receiver.contacts()).isEqualTo(DAYS.get(2).contacts());
    assertThat(lake.deliveries())
        .containsExactlyInAnyOrder(
            "1 0 failed 3",
            "1 0 delivered 3",
            "2 0 failed 3",
            "2 0 delivered 3",
            "3 0 failed 4",
            "3 0 delivered 4",
            "3 0 delivered 4");
  }

  /** By now a day's send is finished; {@code arrived} is what arrived of it before. */
  private void requireDone(Day day, List<String> arrived) {
    arrived.addAll(receiver.changes());
    assertThat(arrived).as("each once").containsExactlyInAnyOrderElementsOf(day.changes());
    arrived.clear();
    assertThat(receiver.contacts()).isEqualTo(day.contacts());
  }
}
