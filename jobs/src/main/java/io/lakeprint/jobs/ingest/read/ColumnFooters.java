package io.lakeprint.jobs.ingest.read;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.orc.TypeDescription;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** What stands at the end of Parquet and ORC files: which columns they have, if they are whole. */
public final class ColumnFooters {

  private static final String PARQUET_MAGIC = "PAR1";
  private static final String ORC_MAGIC = "ORC";
  private static final int FILES_PER_TASK = 50;

  private ColumnFooters() {}

  /**
   * One file.
   *
   * @param path as given
   * @param schema its columns and their types as text: equal where Spark may read files together
   * @param columns names of its columns
   * @param problem why it cannot be read; null = it can, as far as its end tells
   */
  public record Footer(
      String path, String schema, List<String> columns, @Nullable FileProblem problem)
      implements Serializable {}

  /**
   * Why a file is refused.
   *
   * @param code one of {@link ProblemCodes}
   * @param text in words
   */
  public record FileProblem(String code, String text) implements Serializable {}

  /** Footers by path, read on the cluster. A storage that fails makes it fail. */
  public static List<Footer> read(SparkSession session, List<SourceFile> files, boolean isParquet) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    HadoopSettings settings = new HadoopSettings(context.hadoopConfiguration());
    int tasks = Math.max(1, Math.min(files.size(), files.size() / FILES_PER_TASK + 1));
    return context
        .parallelize(files, tasks)
        .map(file -> footer(file.path(), settings.get(), isParquet))
        .collect()
        .stream()
        .sorted(Comparator.comparing(Footer::path))
        .toList();
  }

  private static Footer footer(String path, Configuration conf, boolean isParquet)
      throws IOException {
    try {
      return isParquet ? parquet(path, conf) : orc(path, conf);
    } catch (FileNotFoundException | AccessControlException e) {
      return refused(
          path,
          ProblemCodes.UNREADABLE_FILE,
          "the file is gone or may not be read (" + e.getClass().getSimpleName() + ")");
    } catch (RuntimeException e) {
      return notOf(path, conf, isParquet);
    } catch (IOException e) {
      if (isOfContent(e)) {
        return notOf(path, conf, isParquet);
      }
      throw e;
    }
  }

  /** ORC reports what it cannot decode with exceptions of its own; a storage has others. */
  private static boolean isOfContent(IOException e) {
    return e instanceof EOFException || e.getClass().getName().startsWith("org.apache.orc.");
  }

  private static Footer parquet(String path, Configuration conf) throws IOException {
    HadoopInputFile file = HadoopInputFile.fromPath(new Path(path), conf);
    try (ParquetFileReader reader = ParquetFileReader.open(file)) {
      MessageType schema = reader.getFooter().getFileMetaData().getSchema();
      List<String> columns = schema.getFields().stream().map(Type::getName).toList();
      return new Footer(path, schema.toString(), columns, null);
    }
  }

  private static Footer orc(String path, Configuration conf) throws IOException {
    try (Reader reader = OrcFile.createReader(new Path(path), OrcFile.readerOptions(conf))) {
      TypeDescription schema = reader.getSchema();
      return new Footer(path, schema.toString(), List.copyOf(schema.getFieldNames()), null);
    }
  }

  /** The beginning tells a file that was cut from one that is something else. */
  private static Footer notOf(String path, Configuration conf, boolean isParquet)
      throws IOException {
    String magic = isParquet ? PARQUET_MAGIC : ORC_MAGIC;
    Path file = new Path(path);
    byte[] head;
    try (InputStream in = file.getFileSystem(conf).open(file)) {
      head = in.readNBytes(magic.length());
    }
    if (head.length == 0) {
      return refused(path, ProblemCodes.TRUNCATED_FILE, "the file is empty");
    }
    if (new String(head, StandardCharsets.ISO_8859_1).equals(magic)) {
      return refused(
          path, ProblemCodes.TRUNCATED_FILE, "the file is cut or damaged: its footer is missing");
    }
    String format = isParquet ? "parquet" : "orc";
    return refused(
        path,
        isParquet ? ProblemCodes.NOT_PARQUET : ProblemCodes.NOT_ORC,
        "expected " + format + ", but the file does not begin with " + magic);
  }

  private static Footer refused(String path, String code, String text) {
    return new Footer(path, "", List.of(), new FileProblem(code, text));
  }
}
