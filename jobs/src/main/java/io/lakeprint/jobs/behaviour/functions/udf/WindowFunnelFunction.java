package io.lakeprint.jobs.behaviour.functions.udf;

import io.lakeprint.jobs.behaviour.functions.WindowFunnel;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** {@code window_funnel(window_seconds, modes, at, conditions)}. */
final class WindowFunnelFunction extends SequenceFunction<Integer> {

  static final String ARGUMENTS =
      "window_seconds bigint, modes string, at timestamp, conditions array<boolean>";

  private static final long serialVersionUID = 1L;
  private static final long MICROS = 1_000_000L;

  @Override
  void take(SequenceBuffer buffer, Row arguments) {
    buffer.ask(arguments.getLong(0), arguments.getString(1), "");
    buffer.add(micros(arguments, 2), mask(arguments, 3), count(arguments, 3));
  }

  @Override
  public Integer finish(SequenceBuffer buffer) {
    long window = Math.multiplyExact(buffer.getNumber(), MICROS);
    return new WindowFunnel(window, WindowFunnel.modes(buffer.getText()))
        .level(buffer.column(0), buffer.column(1), buffer.getConditions());
  }

  @Override
  public Encoder<Integer> outputEncoder() {
    return Encoders.INT();
  }
}
