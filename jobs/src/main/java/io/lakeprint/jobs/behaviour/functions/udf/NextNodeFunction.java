package io.lakeprint.jobs.behaviour.functions.udf;

import io.lakeprint.jobs.behaviour.functions.NextNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * {@code sequence_next_node(direction, base, at, base_condition, value, conditions)}. Rows without
 * a value are left out.
 */
final class NextNodeFunction extends SequenceFunction<@Nullable String> {

  static final String ARGUMENTS =
      "direction string, base string, at timestamp, base_condition boolean, value string,"
          + " conditions array<boolean>";

  private static final long serialVersionUID = 1L;

  /** Bit of a mask that says whether the row can be the base. */
  private static final int BASE = 62;

  @Override
  void take(SequenceBuffer buffer, Row arguments) {
    buffer.ask(0, arguments.getString(0), arguments.getString(1));
    long mask = mask(arguments, 5) | (arguments.getBoolean(3) ? 1L << BASE : 0);
    buffer.add(micros(arguments, 2), mask, count(arguments, 5));
    buffer.add(arguments.getString(4));
  }

  @Override
  public @Nullable String finish(SequenceBuffer buffer) {
    if (buffer.rows() == 0) {
      return null;
    }
    long[] times = buffer.column(0);
    long[] masks = buffer.column(1);
    List<NextNode.Node> nodes = new ArrayList<>();
    for (int row = 0; row < times.length; row++) {
      boolean canBeBase = (masks[row] >>> BASE & 1) != 0;
      long mask = masks[row] & ~(1L << BASE);
      nodes.add(new NextNode.Node(times[row], canBeBase, mask, buffer.getValues().get(row)));
    }
    return NextNode.parse(buffer.getText(), buffer.getWord()).of(nodes, buffer.getConditions());
  }

  @Override
  public Encoder<@Nullable String> outputEncoder() {
    return Encoders.STRING();
  }
}
