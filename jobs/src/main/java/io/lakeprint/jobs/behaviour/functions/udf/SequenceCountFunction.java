package io.lakeprint.jobs.behaviour.functions.udf;

import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** {@code sequence_count(pattern, at, conditions)}. */
final class SequenceCountFunction extends SequenceFunction<Long> {

  static final String ARGUMENTS = SequenceMatchFunction.ARGUMENTS;

  private static final long serialVersionUID = 1L;

  @Override
  void take(SequenceBuffer buffer, Row arguments) {
    buffer.ask(0, arguments.getString(0), "");
    buffer.add(micros(arguments, 1), mask(arguments, 2), count(arguments, 2));
  }

  @Override
  public Long finish(SequenceBuffer buffer) {
    return buffer.rows() == 0
        ? 0L
        : SequenceMatchFunction.pattern(buffer).count(buffer.column(0), buffer.column(1));
  }

  @Override
  public Encoder<Long> outputEncoder() {
    return Encoders.LONG();
  }
}
