package io.lakeprint.jobs.ingest.read;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.StructType;

/**
 * What to read out of files.
 *
 * @param fields the string columns of the result, in this order
 * @param withRest whether everything not asked for is kept in {@link RecordColumns#REST}
 * @param withRaw whether good records carry their bytes too; refused ones always do
 */
public record ReadPlan(
    RecordFormat format,
    ReadOptions options,
    List<FieldSpec> fields,
    boolean withRest,
    boolean withRaw)
    implements Serializable {

  /** Refuses columns of the same name, and TSV without columns. */
  public ReadPlan {
    fields = List.copyOf(fields);
    Set<String> names = new HashSet<>(RecordColumns.ALL);
    for (FieldSpec field : fields) {
      if (!names.add(field.name())) {
        throw new IllegalArgumentException(
            "two columns named '"
                + field.name()
                + "'; names are unique and not one of "
                + RecordColumns.ALL);
      }
    }
    if (format == RecordFormat.TSV && options.columnNames().isEmpty()) {
      throw new IllegalArgumentException("tsv has no header: give column-names");
    }
    if (format == RecordFormat.CSV && !options.header() && options.columnNames().isEmpty()) {
      throw new IllegalArgumentException("csv without header: give column-names");
    }
  }

  /** Fields and everything else, without raw bytes, read with the default options. */
  public static ReadPlan of(RecordFormat format, List<FieldSpec> fields) {
    return new ReadPlan(format, ReadOptions.DEFAULTS, fields, true, false);
  }

  /** The same with other options. */
  public ReadPlan with(ReadOptions newOptions) {
    return new ReadPlan(format, newOptions, fields, withRest, withRaw);
  }

  /** The columns of the result. */
  public StructType schema() {
    return RecordColumns.schema(fields);
  }
}
