package io.lakeprint.jobs.behaviour.reports.udf;

import io.lakeprint.jobs.behaviour.kernel.Durations;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Aggregator;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * How many attempts of a funnel did each step and how long they took: (series, times of the steps)
 * in, one row per step out. All attempts of a group are of one series.
 *
 * <p>Attempts go between stages as plain numbers and are looked at where they have come together,
 * so that medians are exact and neither they nor means depend on the order of attempts. One group
 * takes eight bytes a step that was done, and eight more an attempt, in the memory of one task.
 */
public final class StepTimesFunction extends Aggregator<Row, AttemptBuffer, Row> {

  /** The field of the result that holds a row per step. */
  public static final String STEPS = "steps";

  public static final String NUMBER = "number";
  public static final String DONE = "done";

  /** How many did the step that a step is compared with. */
  public static final String PREVIOUS_DONE = "previous_done";

  public static final String FIRST_DONE = "first_done";
  public static final String AVERAGE = "average";
  public static final String MEDIAN = "median";
  public static final String AVERAGE_FROM_FIRST = "average_from_first";
  public static final String MEDIAN_FROM_FIRST = "median_from_first";

  private static final long serialVersionUID = 1L;

  private static final StructType ATTEMPT = StructType.fromDDL("series int, times array<bigint>");
  private static final StructType ANSWER =
      StructType.fromDDL(
          """
          steps array<struct<number int, done bigint, previous_done bigint, first_done bigint,
            average double, median double, average_from_first double, median_from_first double>>
          """);

  private final int[][] previous;

  StepTimesFunction(int[][] previous) {
    this.previous = previous;
  }

  /**
   * The aggregate of (series, times).
   *
   * @param previous by series the step, from 1, that each of its steps is compared with
   */
  public static Column of(int[][] previous, Column series, Column times) {
    return functions
        .udaf(new StepTimesFunction(previous), Encoders.row(ATTEMPT))
        .apply(series, times);
  }

  @Override
  public AttemptBuffer zero() {
    return new AttemptBuffer();
  }

  @Override
  public AttemptBuffer reduce(AttemptBuffer buffer, Row attempt) {
    buffer.add(attempt.getInt(0), attempt.getList(1));
    return buffer;
  }

  @Override
  public AttemptBuffer merge(AttemptBuffer left, AttemptBuffer right) {
    return left.addAll(right);
  }

  @Override
  public Row finish(AttemptBuffer attempts) {
    int[] before = previous[attempts.getSeries()];
    List<Row> steps = new ArrayList<>();
    for (int step = 1; step <= before.length; step++) {
      int earlier = before[step - 1];
      Durations fromFirst = since(attempts, 1, step);
      Durations fromPrevious = earlier == 1 ? fromFirst : since(attempts, earlier, step);
      steps.add(
          RowFactory.create(
              step,
              attempts.done(step),
              attempts.done(earlier),
              attempts.done(1),
              fromPrevious.average(),
              fromPrevious.median(),
              fromFirst.average(),
              fromFirst.median()));
    }
    return RowFactory.create((Object) steps.toArray());
  }

  private static Durations since(AttemptBuffer attempts, int earlier, int step) {
    return Durations.of(step == 1 ? new long[0] : attempts.since(earlier, step));
  }

  @Override
  public Encoder<AttemptBuffer> bufferEncoder() {
    return Encoders.bean(AttemptBuffer.class);
  }

  @Override
  public Encoder<Row> outputEncoder() {
    return Encoders.row(ANSWER);
  }
}
