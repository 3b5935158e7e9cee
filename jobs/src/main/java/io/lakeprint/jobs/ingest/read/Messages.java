package io.lakeprint.jobs.ingest.read;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Records that come one by one and not as lines of a file: rows of a table, messages of a topic,
 * refused records on their second try. Each is sealed; what is inside becomes visible in the task
 * that takes it apart, and nowhere else.
 *
 * <p>Grain in: one row of {@link #SCHEMA} per record or problem. Grain out: the same rows, in the
 * columns of the plan.
 */
public final class Messages {

  /** The record by {@link RecordSeal}; null where there is a problem and nothing to keep. */
  public static final String SEALED = "_sealed";

  /**
   * Place, line and position of the record as in {@link RecordColumns} (null = not known), the
   * problem that it is there for (null = it is a record), and the record.
   */
  public static final StructType SCHEMA =
      new StructType()
          .add(RecordColumns.FILE, DataTypes.StringType)
          .add(RecordColumns.LINE, DataTypes.LongType)
          .add(RecordColumns.OFFSET, DataTypes.LongType)
          .add(RecordColumns.PROBLEM_CODE, DataTypes.StringType)
          .add(RecordColumns.PROBLEM, DataTypes.StringType)
          .add(SEALED, DataTypes.BinaryType);

  static final int SEALED_INDEX = 5;

  private Messages() {}

  /** The records in the plan's columns, in the order and tasks of {@code messages}. */
  public static Dataset<Row> read(Dataset<Row> messages, ReadPlan plan, RecordSeal seal) {
    JavaRDD<Row> rows = messages.javaRDD().mapPartitions(task(plan, seal));
    return messages.sparkSession().createDataFrame(rows, plan.schema());
  }

  /** The columns in the CSV headers that the records bring along. */
  public static Set<String> headers(Dataset<Row> messages, ReadOptions options, RecordSeal seal) {
    List<String> lines =
        messages
            .javaRDD()
            .mapPartitions(rows -> layouts(rows, seal).iterator())
            .distinct()
            .collect();
    Set<String> names = new LinkedHashSet<>();
    lines.stream().sorted().forEach(line -> names.addAll(CsvHeader.of(line, options)));
    return names;
  }

  private static Set<String> layouts(Iterator<Row> messages, RecordSeal seal) {
    Set<String> layouts = new LinkedHashSet<>();
    while (messages.hasNext()) {
      byte[] sealed = messages.next().getAs(SEALED_INDEX);
      String layout = sealed == null ? null : seal.open(sealed).layout;
      if (layout != null) {
        layouts.add(layout);
      }
    }
    return layouts;
  }

  private static FlatMapFunction<Iterator<Row>, Row> task(ReadPlan plan, RecordSeal seal) {
    return messages -> {
      MessageParser parser = new MessageParser(plan, seal);
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return messages.hasNext();
        }

        @Override
        public Row next() {
          return parser.parse(messages.next());
        }
      };
    };
  }
}
