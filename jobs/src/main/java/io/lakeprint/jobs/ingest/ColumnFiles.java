package io.lakeprint.jobs.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.try_url_decode;
import static org.apache.spark.sql.functions.url_decode;

import io.lakeprint.jobs.ingest.read.ColumnFooters;
import io.lakeprint.jobs.ingest.read.ColumnFooters.FileProblem;
import io.lakeprint.jobs.ingest.read.ColumnFooters.Footer;
import io.lakeprint.jobs.ingest.read.FieldSpec;
import io.lakeprint.jobs.ingest.read.Messages;
import io.lakeprint.jobs.ingest.read.ProblemCodes;
import io.lakeprint.jobs.ingest.read.RecordSeal;
import io.lakeprint.jobs.ingest.read.SourceFile;
import java.io.FileNotFoundException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.api.java.function.ForeachFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parquet or ORC files of one delivery. Files with the same columns are read together; what cannot
 * be read is one refusal per file, and takes no other file along. Folders named {@code name=value}
 * give a column, as Hive writes them.
 */
final class ColumnFiles {

  private static final Logger LOG = LoggerFactory.getLogger(ColumnFiles.class);
  private static final Pattern FOLDER = Pattern.compile("/([^/=]+)=[^/]*(?=/)");
  private static final String ROW_INDEX = "_metadata.row_index";

  private final SparkSession spark;
  private final SourceConfig config;
  private final RecordSeal seal;
  private final List<Footer> footers;
  private final Map<String, FileProblem> refused = new TreeMap<>();
  private final Set<String> columns = new LinkedHashSet<>();

  ColumnFiles(SparkSession spark, SourceConfig config, RecordSeal seal, List<SourceFile> files) {
    this.spark = spark;
    this.config = config;
    this.seal = seal;
    this.footers = ColumnFooters.read(spark, files, config.format() == SourceFormat.PARQUET);
    for (Footer footer : footers) {
      if (footer.problem() == null) {
        columns.addAll(columns(footer));
      } else {
        refused.put(footer.path(), footer.problem());
      }
    }
    refuseThoseThatLackColumns();
  }

  /** The columns of all files. */
  Set<String> columns() {
    return columns;
  }

  /** The rows of every file that counts, and one row for each that does not. */
  Dataset<Row> messages() {
    Map<String, List<Footer>> together = new TreeMap<>();
    for (Footer footer : footers) {
      if (!refused.containsKey(footer.path())) {
        together
            .computeIfAbsent(footer.schema() + folders(footer.path()), key -> new ArrayList<>())
            .add(footer);
      }
    }
    List<Row> problems =
        refused.entrySet().stream()
            .map(
                file ->
                    RowFactory.create(
                        file.getKey(),
                        null,
                        0L,
                        file.getValue().code(),
                        file.getValue().text(),
                        null))
            .toList();
    Dataset<Row> all = spark.createDataFrame(problems, Messages.SCHEMA);
    for (List<Footer> group : together.values()) {
      all = all.unionByName(rows(group));
    }
    return all;
  }

  /**
   * Finds the files that can be opened and not read to their end, each by itself, and leaves them
   * out from now on.
   *
   * @return whether there are any
   */
  boolean refuseDamaged() {
    int before = refused.size();
    for (Footer footer : footers) {
      if (!refused.containsKey(footer.path())) {
        try {
          rows(List.of(footer)).foreach((ForeachFunction<Row>) row -> {});
        } catch (Exception e) { // Spark throws checked ones that it does not declare.
          refused.put(footer.path(), damage(footer.path(), e));
        }
      }
    }
    return refused.size() > before;
  }

  private static FileProblem damage(String path, Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketException || cause instanceof InterruptedIOException) {
        throw IngestErrors.storageFailed(path, failure);
      }
      if (cause instanceof FileNotFoundException) {
        return new FileProblem(ProblemCodes.UNREADABLE_FILE, "the file is gone");
      }
    }
    LOG.info("{} is damaged", path, failure);
    return new FileProblem(
        ProblemCodes.TRUNCATED_FILE, "the file is damaged within; none of its records is taken");
  }

  private Dataset<Row> rows(List<Footer> group) {
    String path = group.get(0).path();
    Dataset<Row> rows =
        spark
            .read()
            .options(config.readerOptions())
            .option("ignoreCorruptFiles", false)
            .option("ignoreMissingFiles", false)
            .format(config.format().sparkName())
            .load(
                group.stream().map(Footer::path).map(ColumnFiles::literal).toArray(String[]::new));
    List<String> names = new ArrayList<>(List.of(rows.columns()));
    Column file = file();
    boolean numbered = config.format() == SourceFormat.PARQUET;
    Map<String, Column> beside = new TreeMap<>();
    for (String folder : folders(path)) {
      if (!names.contains(folder)) {
        names.add(folder);
        beside.put(folder, folderValue(folder, file));
      }
    }
    Column number = numbered ? col(ROW_INDEX) : lit(null);
    return new RowMessages(seal)
        .of(rows.withColumns(beside), names, file, numbered ? number.plus(1) : lit(null), number);
  }

  /** Spark takes a path for a glob. */
  private static String literal(String path) {
    return path.replaceAll("([\\\\*?\\[\\]{}])", "\\\\$1");
  }

  /** The file of a row, written as the ledger writes it. */
  private static Column file() {
    Column path = regexp_replace(col("_metadata.file_path"), lit("\\+"), lit("%2B"));
    return regexp_replace(url_decode(path), lit("^file:///"), lit("file:/"));
  }

  private static Column folderValue(String folder, Column file) {
    Column text = regexp_extract(file, "/" + Pattern.quote(folder) + "=([^/]*)/", 1);
    Column value = coalesce(try_url_decode(regexp_replace(text, lit("\\+"), lit("%2B"))), text);
    return nullif(nullif(value, lit("__HIVE_DEFAULT_PARTITION__")), lit(""));
  }

  private void refuseThoseThatLackColumns() {
    List<FieldSpec> wanted =
        new RecordPlans(config)
            .all(columns, false).fields().stream()
                .filter(field -> !field.optional() && columns.contains(field.topKey()))
                .toList();
    for (Footer footer : footers) {
      Set<String> own = columns(footer);
      List<String> missing =
          wanted.stream()
              .map(FieldSpec::topKey)
              .filter(name -> !own.contains(name))
              .distinct()
              .toList();
      if (!missing.isEmpty() && footer.problem() == null) {
        refused.put(
            footer.path(),
            new FileProblem(
                ProblemCodes.MISSING_COLUMN, "the file lacks: " + String.join(", ", missing)));
      }
    }
  }

  private static Set<String> columns(Footer footer) {
    Set<String> names = new LinkedHashSet<>(footer.columns());
    names.addAll(folders(footer.path()));
    return names;
  }

  private static List<String> folders(String path) {
    List<String> names = new ArrayList<>();
    Matcher matcher = FOLDER.matcher(path);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }
}
