package io.lakeprint.jobs.activate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.config.Secret;
import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.TransientException;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.testkit.SparkExtension;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A webhook that answers well, badly and not at all. */
@ExtendWith(SparkExtension.class)
class HttpDestinationTest {

  /** Longer than an answer on loopback takes, and short enough to wait for a few times. */
  private static final Duration IMPATIENT = Duration.ofMillis(500);

  private final SparkSession spark;
  private final Receiver receiver = Receiver.start();

  HttpDestinationTest(SparkSession spark) {
    this.spark = spark;
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void aBatchIsTakenOnceHoweverOftenItsAnswerIsLost() {
    receiver.answer(429, -500, -503);
    Receipts receipts = deliver(destination(5), 5);

    assertThat(receiver.contacts()).hasSize(5).containsEntry("p0", "tier 0");
    assertThat(receiver.changes()).as("each once").hasSize(5);
    assertThat(receiver.asked()).as("two per batch, three batches, three repeats").hasSize(6);
    assertThat(receiver.asked().subList(0, 4)).containsOnly(receiver.asked().get(0));
    assertThat(receipts.all()).extracting(Receipts.Receipt::attempts).containsExactly(4L, 1L, 1L);
    assertThat(receiver.authorization()).isEqualTo("Bearer key-of-the-crm");

    List<String> before = receiver.asked().stream().distinct().toList();
    deliver(destination(5), 5);
    assertThat(receiver.asked().subList(6, 9))
        .as("the run after one that was killed repeats the keys")
        .isEqualTo(before);
    assertThat(receiver.changes()).as("and nothing is taken twice").isEmpty();
  }

  @Test
  void aBatchThatIsRefusedLeavesTheOthersAndIsTold() {
    receiver.answer(422);
    Receipts receipts = deliver(destination(5), 5);

    assertThat(receiver.contacts()).containsOnlyKeys("p2", "p3", "p4");
    assertThat(receipts.refusedKeys()).containsExactlyInAnyOrder("k0", "k1");
    assertThat(receipts.all())
        .extracting(Receipts.Receipt::outcome, Receipts.Receipt::detail)
        .startsWith(org.assertj.core.groups.Tuple.tuple(Receipts.Outcome.REFUSED, "HTTP 422"));

    receiver.answer(400, 400, 400);
    assertThatThrownBy(() -> deliver(destination(5), 6))
        .as("a service that refuses everything is another one")
        .isInstanceOf(InputContractException.class)
        .hasMessageContaining("HTTP 400");
  }

  @Test
  void aServiceThatIsDownOrKnowsUsNotIsToldApart() {
    receiver.answer(503, 503);
    Receipts receipts = new Receipts();
    assertThatThrownBy(() -> destination(2).deliver(send(2), receipts))
        .isInstanceOf(TransientException.class)
        .hasMessageContaining("in 2 attempts: HTTP 503");
    assertThat(receipts.all())
        .extracting(Receipts.Receipt::outcome)
        .containsExactly(Receipts.Outcome.FAILED);

    receiver.answer(401);
    assertThatThrownBy(() -> deliver(destination(2), 2))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("401")
        .hasMessageNotContaining("key-of-the-crm");

    receiver.close();
    assertThatThrownBy(() -> deliver(destination(2), 2))
        .isInstanceOf(TransientException.class)
        .hasMessageContaining("ConnectException");
  }

  @Test
  void aServiceThatDoesNotAnswerIsAskedAgainUnderTheSameKeysUntilItDoes() {
    receiver.answer(Receiver.SILENT, Receiver.STUCK);
    Receipts receipts = new Receipts();
    assertThatThrownBy(() -> destination(2, IMPATIENT).deliver(send(3), receipts))
        .as("it says nothing, or begins to and does not end")
        .isInstanceOfSatisfying(
            TransientException.class, e -> assertThat(e.exitCode()).isEqualTo(5))
        .hasMessageContaining("in 2 attempts: no answer within 500 ms");
    assertThat(receipts.all())
        .extracting(Receipts.Receipt::outcome)
        .containsExactly(Receipts.Outcome.FAILED);
    String key = receiver.asked().get(0);
    assertThat(receiver.asked()).containsExactly(key, key);
    assertThat(receiver.changes()).as("the second was heard").containsExactly("add p0", "add p1");

    receiver.answer(Receiver.SILENT);
    destination(9, IMPATIENT).deliver(send(3), new Receipts());
    assertThat(receiver.asked().subList(2, 4)).as("again").containsOnly(key);
    assertThat(receiver.changes()).as("nothing twice, and the rest").containsExactly("add p2");
    assertThat(receiver.contacts()).containsOnlyKeys("p0", "p1", "p2");
  }

  private HttpDestination destination(int attempts) {
    return destination(attempts, Duration.ofSeconds(5));
  }

  private HttpDestination destination(int attempts, Duration timeout) {
    return new HttpDestination(
        new DestinationConfig.Http(
            receiver.url(),
            Optional.of(Secret.of("key-of-the-crm")),
            Map.of(),
            Map.of(),
            2,
            1000,
            timeout,
            attempts,
            Duration.ofMillis(1),
            2));
  }

  private Receipts deliver(HttpDestination destination, int targets) {
    Receipts receipts = new Receipts();
    destination.deliver(send(targets), receipts);
    return receipts;
  }

  private Send send(int targets) {
    Dataset<Row> rows =
        spark
            .range(targets)
            .orderBy("id")
            .selectExpr(
                "concat('k', id) AS target_key",
                "'add' AS change",
                "concat('p', id) AS phone",
                "concat('tier ', id) AS tier");
    return new Send("win_back", 3, LocalDate.of(2026, 3, 1), "phone", rows);
  }
}
