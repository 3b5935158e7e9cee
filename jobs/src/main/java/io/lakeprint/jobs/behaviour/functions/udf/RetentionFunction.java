package io.lakeprint.jobs.behaviour.functions.udf;

import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Row;

/**
 * {@code retention(conditions)}: whether the first condition was ever met, and of each other one
 * whether both were; a list of 1 and 0, empty where there is no row.
 */
final class RetentionFunction extends SequenceFunction<int[]> {

  static final String ARGUMENTS = "conditions array<boolean>";

  private static final long serialVersionUID = 1L;

  private final Encoder<int[]> encoder;

  RetentionFunction(Encoder<int[]> encoder) {
    this.encoder = encoder;
  }

  @Override
  void take(SequenceBuffer buffer, Row arguments) {
    long met = mask(arguments, 0) | (buffer.rows() == 0 ? 0 : buffer.column(1)[0]);
    SequenceBuffer fresh = new SequenceBuffer();
    fresh.add(0, met, count(arguments, 0));
    buffer.setLongs(fresh.getLongs());
    buffer.setConditions(fresh.getConditions());
  }

  @Override
  public int[] finish(SequenceBuffer buffer) {
    long met = 0;
    for (long mask : buffer.column(1)) {
      met |= mask;
    }
    int[] bits = new int[buffer.getConditions()];
    for (int i = 0; i < bits.length && (met & 1) != 0; i++) {
      bits[i] = (int) (met >>> i & 1);
    }
    return bits;
  }

  @Override
  public Encoder<int[]> outputEncoder() {
    return encoder;
  }
}
