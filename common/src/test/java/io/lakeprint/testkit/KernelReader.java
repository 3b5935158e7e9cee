package io.lakeprint.testkit;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Table;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.TimestampType;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.jspecify.annotations.Nullable;

/** Reads a Delta table of plain columns with Delta's kernel, as tools on the JVM do: no Spark. */
public final class KernelReader {

  private final Engine engine = DefaultEngine.create(new Configuration());

  /**
   * A table as such a tool sees it: names of its columns, and a value or null for each of a row.
   */
  public record Content(List<String> columns, List<List<@Nullable Object>> rows) {}

  /** All of a table; timestamps are microseconds since 1970 in UTC. */
  public Content read(Path table) {
    Snapshot snapshot = Table.forPath(engine, table.toString()).getLatestSnapshot(engine);
    Scan scan = snapshot.getScanBuilder().build();
    Row state = scan.getScanState(engine);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(engine)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> files = batches.next().getRows()) {
          while (files.hasNext()) {
            readFile(state, files.next(), rows);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Content(snapshot.getSchema().fieldNames(), rows);
  }

  private void readFile(Row state, Row file, List<List<@Nullable Object>> rows) throws IOException {
    CloseableIterator<ColumnarBatch> stored =
        engine
            .getParquetHandler()
            .readParquetFiles(
                Utils.singletonCloseableIterator(InternalScanFileUtils.getAddFileStatus(file)),
                ScanStateRow.getPhysicalDataReadSchema(state),
                Optional.empty())
            .map(read -> read.getData());
    try (CloseableIterator<FilteredColumnarBatch> batches =
        Scan.transformPhysicalData(engine, state, file, stored)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> read = batches.next().getRows()) {
          while (read.hasNext()) {
            rows.add(values(read.next()));
          }
        }
      }
    }
  }

  private static List<@Nullable Object> values(Row row) {
    List<@Nullable Object> values = new ArrayList<>();
    List<StructField> fields = row.getSchema().fields();
    for (int i = 0; i < fields.size(); i++) {
      values.add(row.isNullAt(i) ? null : value(row, i, fields.get(i)));
    }
    return values;
  }

  private static Object value(Row row, int i, StructField field) {
    DataType type = field.getDataType();
    if (type instanceof StringType) {
      return row.getString(i);
    } else if (type instanceof LongType || type instanceof TimestampType) {
      return row.getLong(i);
    } else if (type instanceof IntegerType) {
      return row.getInt(i);
    } else if (type instanceof DoubleType) {
      return row.getDouble(i);
    } else if (type instanceof BooleanType) {
      return row.getBoolean(i);
    } else if (type instanceof DateType) {
      return LocalDate.ofEpochDay(row.getInt(i));
    } else if (type instanceof DecimalType) {
      return row.getDecimal(i);
    }
    throw new AssertionError(field.getName() + " is no plain column: " + type);
  }

  /** All rows that Spark reads, as this reads them: dates as days, timestamps as microseconds. */
  public static List<List<Object>> plain(Dataset<org.apache.spark.sql.Row> rows) {
    return rows.collectAsList().stream()
        .map(row -> IntStream.range(0, row.size()).mapToObj(i -> plain(row.get(i))).toList())
        .toList();
  }

  private static Object plain(Object value) {
    if (value instanceof Date date) {
      return date.toLocalDate();
    }
    return value instanceof Timestamp time
        ? ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant())
        : value;
  }
}
