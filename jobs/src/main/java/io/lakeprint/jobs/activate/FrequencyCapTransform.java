package io.lakeprint.jobs.activate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.OutboxTable;
import io.lakeprint.common.tables.TouchesTable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Holds back what a frequency cap does not let through: of a target that its channel was told of as
 * often as it may be, the destination is told nothing new, and keeps what it has. It is told as
 * soon as the window has moved on, with the values of that day. Deterministic.
 *
 * @param channels caps that the destination is under
 * @param asOf last day of their windows; what was sent on later days counts, too
 */
record FrequencyCapTransform(List<Channel> channels, LocalDate asOf) {

  private static final String SENDS = "_sends";
  private static final String CAPPED = "_capped";
  private static final String STANDS = "_stands";

  /**
   * A cap, with the activations that send through its channel.
   *
   * @param name of the cap
   * @param cap the cap
   * @param activations ids
   */
  record Channel(String name, FrequencyCap cap, List<String> activations) {}

  /** The caps of one destination. */
  static FrequencyCapTransform of(ActivationsConfig config, String destination, LocalDate asOf) {
    return new FrequencyCapTransform(
        new TreeMap<>(config.frequencyCaps())
            .entrySet().stream()
                .filter(cap -> cap.getValue().destinations().contains(destination))
                .map(
                    cap ->
                        new Channel(
                            cap.getKey(),
                            cap.getValue(),
                            senders(config.definitions(), cap.getValue().destinations())))
                .toList(),
        asOf);
  }

  private static List<String> senders(
      Map<String, ActivationDefinition> definitions, List<String> destinations) {
    return definitions.entrySet().stream()
        .filter(definition -> destinations.contains(definition.getValue().destination()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Whether nothing is capped. */
  boolean isEmpty() {
    return channels.isEmpty();
  }

  /** Names of the caps. */
  List<String> names() {
    return channels.stream().map(Channel::name).toList();
  }

  /**
   * {@code target_key} of every target that is at one of the caps, of which there must be some,
   * each once. What is on its way counts as sent: the destination may have it already.
   *
   * @param touches {@code TouchesTable} rows of all activations
   * @param outbox {@code OutboxTable} rows of all activations
   */
  Dataset<Row> reached(Dataset<Row> touches, Dataset<Row> outbox) {
    return channels.stream()
        .map(channel -> reached(channel, touches, outbox))
        .reduce(Dataset::unionByName)
        .orElseThrow()
        .distinct();
  }

  private Dataset<Row> reached(Channel channel, Dataset<Row> touches, Dataset<Row> outbox) {
    FrequencyCap cap = channel.cap();
    Dataset<Row> sent =
        touches
            .where(TouchesTable.DESTINATION.col().isInCollection(cap.destinations()))
            .where(TouchesTable.AS_OF.col().gt(lit(asOf.minusDays(cap.days()))))
            .select(
                TouchesTable.ACTIVATION.col(),
                TouchesTable.SEND_NUMBER.col(),
                TouchesTable.TARGET_KEY.col());
    Dataset<Row> onItsWay =
        outbox
            .where(OutboxTable.STATE.col().equalTo(OutboxTable.PENDING))
            .where(OutboxTable.WANTED_HASH.col().isNotNull())
            .where(OutboxTable.ACTIVATION.col().isInCollection(channel.activations()))
            .select(
                TouchesTable.ACTIVATION.is(OutboxTable.ACTIVATION.col()),
                TouchesTable.SEND_NUMBER.is(OutboxTable.SEND_NUMBER.col()),
                TouchesTable.TARGET_KEY.is(OutboxTable.TARGET_KEY.col()));
    // Killed between the two, a send is in both.
    return sent.unionByName(onItsWay)
        .distinct()
        .groupBy(TouchesTable.TARGET_KEY.col())
        .agg(count(lit(1)).as(SENDS))
        .where(col(SENDS).geq(cap.sends()))
        .select(TouchesTable.TARGET_KEY.col());
  }

  /**
   * What the destination shall have by now: of what is wanted, targets at a cap as they stand.
   *
   * @param current {@code OutboxTable} rows of the activation, none of them pending
   * @param wanted rows of {@link FieldsTransform}, in and out
   * @param reached targets at a cap
   */
  Dataset<Row> apply(Dataset<Row> current, Dataset<Row> wanted, Dataset<Row> reached) {
    return judged(current, wanted, reached)
        .withColumn(
            OutboxTable.WANTED_HASH.name(),
            when(col(CAPPED), col(STANDS)).otherwise(OutboxTable.WANTED_HASH.col()))
        .where(OutboxTable.WANTED_HASH.col().isNotNull())
        .drop(CAPPED, STANDS);
  }

  /** The targets of the same rows that are held back: they would be added or changed. */
  Dataset<Row> heldBack(Dataset<Row> current, Dataset<Row> wanted, Dataset<Row> reached) {
    return judged(current, wanted, reached)
        .where(col(CAPPED))
        .where(not(OutboxTable.WANTED_HASH.col().eqNullSafe(col(STANDS))))
        .select(OutboxTable.TARGET_KEY.col());
  }

  private static Dataset<Row> judged(
      Dataset<Row> current, Dataset<Row> wanted, Dataset<Row> reached) {
    String[] target = {OutboxTable.TARGET_KEY.name()};
    return wanted
        .join(reached.withColumn(CAPPED, lit(true)), target, "left")
        .join(current.select(OutboxTable.TARGET_KEY.col(), stands().as(STANDS)), target, "left");
  }

  /** What was refused rests, whatever the cap says. */
  private static Column stands() {
    return when(OutboxTable.STATE.col().equalTo(OutboxTable.REFUSED), OutboxTable.WANTED_HASH.col())
        .otherwise(OutboxTable.SENT_HASH.col());
  }
}
