package io.lakeprint.ml.registry;

import io.lakeprint.common.tables.ModelsTable;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What {@code ml.models} says: the trainings so far and the champion among them.
 *
 * @param trainings in no order
 */
public record Champions(List<Training> trainings) {

  /** More trainings than any lake will see; a bound for what is brought to the driver. */
  private static final int BOUND = 100_000;

  /**
   * A row of {@code ml.models}, as far as later trainings and scoring need it.
   *
   * @param model name
   * @param version its version
   * @param sequence order of the decisions about the model
   * @param asOf what it could know
   * @param decision what became of it
   */
  public record Training(
      String model, String version, int sequence, LocalDate asOf, Decision decision) {}

  public Champions {
    trainings = List.copyOf(trainings);
  }

  /** Reads rows of {@code ml.models}, one small row per training. */
  public static Champions of(Dataset<Row> models) {
    return new Champions(
        models
            .select(
                ModelsTable.MODEL.col(),
                ModelsTable.MODEL_VERSION.col(),
                ModelsTable.SEQUENCE.col(),
                ModelsTable.AS_OF.col().cast("string"),
                ModelsTable.DECISION.col())
            .orderBy(ModelsTable.MODEL.col(), ModelsTable.SEQUENCE.col())
            .takeAsList(BOUND)
            .stream()
            .map(
                row ->
                    new Training(
                        row.getString(0),
                        row.getString(1),
                        row.getInt(2),
                        LocalDate.parse(row.getString(3)),
                        Decision.valueOf(row.getString(4))))
            .toList());
  }

  /**
   * The one in service at {@code asOf}: the last promoted of those trained as of then or before.
   */
  public Optional<Training> champion(String model, LocalDate asOf) {
    return of(model).stream()
        .filter(training -> training.decision() != Decision.KEPT)
        .filter(training -> !training.asOf().isAfter(asOf))
        .max(Comparator.comparingInt(Training::sequence));
  }

  /** The last training of a model, promoted or not. */
  public Optional<Training> latest(String model) {
    return of(model).stream().max(Comparator.comparingInt(Training::sequence));
  }

  /** The number of the next decision about a model. */
  public int nextSequence(String model) {
    return of(model).stream().mapToInt(Training::sequence).max().orElse(0) + 1;
  }

  /** Trainings of a model. */
  public List<Training> of(String model) {
    return trainings.stream().filter(training -> training.model().equals(model)).toList();
  }
}
