package io.lakeprint.jobs.ingest.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/** Reads files without Spark and says in one line per row what came out. */
final class Records {
  private static final Configuration CONF = new Configuration();

  private Records() {}

  static Path write(Path folder, String name, String text) {
    return write(folder, name, text.getBytes(StandardCharsets.UTF_8));
  }

  static Path write(Path folder, String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static SourceFile source(Path file) {
    return new SourceFile(file.toString(), file.toFile().length());
  }

  /** Rows of the file, as a single task gives them. */
  static List<Row> rows(Path file, ReadPlan plan) {
    return rows(List.of(source(file)), plan);
  }

  static List<Row> rows(List<SourceFile> files, ReadPlan plan) {
    List<Row> rows = new ArrayList<>();
    new RangePlanner(plan.format(), plan.options().splitBytes())
        .tasks(files, 2)
        .forEach(task -> new TaskRecords(task, plan, null, CONF).forEachRemaining(rows::add));
    return rows;
  }

  /**
   * {@code line: field|field {rest}} for a record, {@code line: CODE what} for a problem; ~ is
   * null.
   */
  static List<String> read(Path file, ReadPlan plan) {
    return rows(file, plan).stream().map(Records::text).toList();
  }

  static String text(Row row) {
    String line = (row.isNullAt(1) ? "@" + row.getLong(2) : row.getLong(1)) + ": ";
    if (!row.isNullAt(3)) {
      return line + row.getString(3) + " " + row.getString(4);
    }
    List<String> fields = new ArrayList<>();
    for (int i = RecordColumns.FIRST_FIELD; i < row.size() - 1; i++) {
      fields.add(row.isNullAt(i) ? "~" : row.getString(i));
    }
    String rest = row.isNullAt(row.size() - 1) ? "" : " " + rest(row);
    return line + String.join("|", fields) + (rest.equals(" {}") ? "" : rest);
  }

  static Map<String, String> rest(Row row) {
    return new TreeMap<>(
        CollectionConverters.asJava(
            row.<scala.collection.Map<String, String>>getAs(row.size() - 1)));
  }

  /** As {@link #text}, with the offset instead of the line: the same however files are split. */
  static String atOffset(Row row) {
    String text = text(row);
    return row.getLong(2) + " " + text.substring(text.indexOf(':'));
  }
}
