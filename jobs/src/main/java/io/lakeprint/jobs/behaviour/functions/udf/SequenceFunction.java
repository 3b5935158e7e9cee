package io.lakeprint.jobs.behaviour.functions.udf;

import io.lakeprint.jobs.behaviour.functions.WindowFunnel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Aggregator;

/**
 * What the functions share: rows with a time and a list of conditions, in any order.
 *
 * @param <O> what the function answers
 */
abstract class SequenceFunction<O> extends Aggregator<Row, SequenceBuffer, O> {

  private static final long serialVersionUID = 1L;

  /** Takes one row of arguments. */
  abstract void take(SequenceBuffer buffer, Row arguments);

  /** The conditions of a row as bits; null is no. */
  static long mask(Row arguments, int index) {
    List<Boolean> conditions = arguments.getList(index);
    long mask = 0;
    for (int i = 0; i < conditions.size(); i++) {
      mask |= Boolean.TRUE.equals(conditions.get(i)) ? 1L << i : 0;
    }
    return mask;
  }

  /** How many conditions a call has. */
  static int count(Row arguments, int index) {
    int count = arguments.getList(index).size();
    if (count > WindowFunnel.MOST_CONDITIONS) {
      throw new IllegalArgumentException(
          "there are " + count + " conditions, at most " + WindowFunnel.MOST_CONDITIONS);
    }
    return count;
  }

  static long micros(Row arguments, int index) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, arguments.getTimestamp(index).toInstant());
  }

  @Override
  public SequenceBuffer zero() {
    return new SequenceBuffer();
  }

  /** A row with a null that is no condition says nothing. */
  @Override
  public SequenceBuffer reduce(SequenceBuffer buffer, Row arguments) {
    if (!arguments.anyNull()) {
      take(buffer, arguments);
    }
    return buffer;
  }

  @Override
  public SequenceBuffer merge(SequenceBuffer left, SequenceBuffer right) {
    return left.addAll(right);
  }

  @Override
  public Encoder<SequenceBuffer> bufferEncoder() {
    return Encoders.bean(SequenceBuffer.class);
  }
}
