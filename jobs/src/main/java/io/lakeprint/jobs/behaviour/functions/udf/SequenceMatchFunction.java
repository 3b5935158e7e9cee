package io.lakeprint.jobs.behaviour.functions.udf;

import io.lakeprint.jobs.behaviour.functions.SequencePattern;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** {@code sequence_match(pattern, at, conditions)}. */
final class SequenceMatchFunction extends SequenceFunction<Boolean> {

  static final String ARGUMENTS = "pattern string, at timestamp, conditions array<boolean>";

  private static final long serialVersionUID = 1L;

  @Override
  void take(SequenceBuffer buffer, Row arguments) {
    buffer.ask(0, arguments.getString(0), "");
    buffer.add(micros(arguments, 1), mask(arguments, 2), count(arguments, 2));
  }

  @Override
  public Boolean finish(SequenceBuffer buffer) {
    return buffer.rows() > 0 && pattern(buffer).matches(buffer.column(0), buffer.column(1));
  }

  static SequencePattern pattern(SequenceBuffer buffer) {
    SequencePattern pattern = SequencePattern.parse(buffer.getText());
    pattern.check(buffer.getConditions());
    return pattern;
  }

  @Override
  public Encoder<Boolean> outputEncoder() {
    return Encoders.BOOLEAN();
  }
}
