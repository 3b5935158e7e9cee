package io.lakeprint.jobs.ingest.read;

import io.lakeprint.common.tables.Types;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The columns that every record has beside its fields. They begin with an underscore, so that a
 * file's own column may be called {@code line}.
 */
public final class RecordColumns {
  /** Path of the file, as given. */
  public static final String FILE = "_file";

  /**
   * First line of the record in the file, from 1. Null for a problem of the whole file, and in the
   * second and later ranges of a plain file that was split: there only the offset is known.
   */
  public static final String LINE = "_line";

  /**
   * Byte of the (decompressed) file at which the record begins, from 0. Never null; together with
   * the file it is the record's position whatever the number of tasks.
   */
  public static final String OFFSET = "_offset";

  /** One of {@link ProblemCodes}; null = a good record. */
  public static final String PROBLEM_CODE = "_problem_code";

  /** What is wrong, without any value of the record; null = a good record. */
  public static final String PROBLEM = "_problem";

  /**
   * The record's bytes as they stand in the file, without line end. Null for good records unless
   * asked for, for records over the limit and for problems of a whole file.
   */
  public static final String RAW = "_raw";

  /**
   * What it takes to read the record alone: the header of its CSV file, the directives of its W3C
   * log, what Kafka says about its message. Null where nothing is needed, and for good records of
   * files unless their bytes are asked for.
   */
  public static final String LAYOUT = "_layout";

  /**
   * What was not asked for, as text by dotted path: scalars that are not null; lists and empty
   * objects as JSON text. Null for problems and when not asked for.
   */
  public static final String REST = "_rest";

  /** All of them. */
  public static final List<String> ALL =
      List.of(FILE, LINE, OFFSET, PROBLEM_CODE, PROBLEM, RAW, LAYOUT, REST);

  static final int FIRST_FIELD = 7;

  private RecordColumns() {}

  static StructType schema(List<FieldSpec> fields) {
    StructType schema =
        new StructType()
            .add(FILE, DataTypes.StringType, false)
            .add(LINE, DataTypes.LongType, true)
            .add(OFFSET, DataTypes.LongType, false)
            .add(PROBLEM_CODE, DataTypes.StringType, true)
            .add(PROBLEM, DataTypes.StringType, true)
            .add(RAW, DataTypes.BinaryType, true)
            .add(LAYOUT, DataTypes.StringType, true);
    for (FieldSpec field : fields) {
      schema = schema.add(field.name(), DataTypes.StringType, true);
    }
    return schema.add(REST, Types.STRING_MAP, true);
  }
}
