package io.lakeprint.common.tables;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * Further columns by which a transform keeps rows apart that otherwise belong together: events of
 * one person with different values in them are treated as if they were different people's, and the
 * columns come out behind the others.
 *
 * @param columns their names
 */
public record Apart(List<String> columns) {

  /** Nothing but what the transform itself tells apart. */
  public static final Apart NOTHING = new Apart(List.of());

  public Apart {
    columns = List.copyOf(columns);
  }

  /** By these columns. */
  public static Apart by(String... columns) {
    return new Apart(List.of(columns));
  }

  /** The given columns, and these behind them. */
  public Column[] behind(Column... others) {
    return Stream.concat(Arrays.stream(others), columns.stream().map(functions::col))
        .toArray(Column[]::new);
  }
}
