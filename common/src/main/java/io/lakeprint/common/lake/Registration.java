package io.lakeprint.common.lake;

import io.lakeprint.common.tables.TableCatalog;
import io.lakeprint.common.tables.TableSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/**
 * Names tables to the session catalog (a Hive metastore, or that of one session): external Delta
 * tables over the lake's folders, one database per area.
 */
public final class Registration {

  private static final String VIEWS = "/bi/views.sql";

  private final SparkSession spark;
  private final String prefix;

  /** Databases are called {@code <prefix>_<area>}, or as the area when {@code prefix} is empty. */
  public Registration(SparkSession spark, String prefix) {
    this.spark = spark;
    this.prefix = prefix;
  }

  /** What the catalog calls a table. */
  public String name(TableSpec table) {
    return database(table.area()) + "." + table.table();
  }

  /** Whether the catalog knows the table. */
  public boolean knows(TableSpec table) {
    return spark.catalog().tableExists(name(table));
  }

  /** Registers a table unless it is registered; its folder must hold one. */
  public void add(TableSpec table, String location) {
    if (!knows(table)) {
      create(table.area());
      spark.sql(
          "CREATE TABLE IF NOT EXISTS " + name(table) + " USING DELTA LOCATION '" + location + "'");
    }
  }

  /**
   * Makes the views for BI tools anew, all of them whose tables are registered.
   *
   * @return names of the views there are
   */
  public List<String> addViews() {
    create("bi");
    List<String> made = new ArrayList<>();
    for (String statement : statements()) {
      if (tables(statement).stream().allMatch(this::knows)) {
        spark.sql(renamed(statement));
        made.add(database("bi") + "." + viewName(statement));
      }
    }
    return made;
  }

  private void create(String area) {
    spark.sql("CREATE DATABASE IF NOT EXISTS " + database(area));
  }

  private String database(String area) {
    return prefix.isEmpty() ? area : prefix + "_" + area;
  }

  private String renamed(String statement) {
    String renamed = statement.replaceAll("\\bbi\\.", database("bi") + ".");
    for (TableSpec table : tables(statement)) {
      renamed = mention(table).matcher(renamed).replaceAll(name(table));
    }
    return renamed;
  }

  private static List<TableSpec> tables(String statement) {
    return TableCatalog.all().stream()
        .filter(table -> mention(table).matcher(statement).find())
        .toList();
  }

  private static Pattern mention(TableSpec table) {
    return Pattern.compile("\\b" + Pattern.quote(table.name()) + "\\b");
  }

  private static String viewName(String statement) {
    return statement.replaceFirst("(?s)^.*? VIEW bi\\.(\\w+) .*$", "$1");
  }

  private static List<String> statements() {
    try (InputStream in =
        Objects.requireNonNull(Registration.class.getResourceAsStream(VIEWS), VIEWS)) {
      String code =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("--"))
              .collect(Collectors.joining(" "));
      return Arrays.stream(code.split(";")).map(String::strip).filter(s -> !s.isEmpty()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
