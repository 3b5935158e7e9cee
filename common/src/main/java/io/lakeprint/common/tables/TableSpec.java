package io.lakeprint.common.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * One table of the lake, declared once; everything else about it derives from this.
 *
 * @param name {@code area.table}; the area is a permission unit and a folder below the root
 * @param grain what one row is, as a sentence
 * @param kind what the table owes to its inputs
 * @param restatement what a merge of persons does to rows already written
 * @param exchange whether readers that are not Spark rely on it (reader version 1, scalar columns)
 * @param changeFeed whether Delta's change data feed is on, because incremental jobs read it
 * @param deletionVectors whether rows may be changed without rewriting their file
 * @param columns all columns in order
 * @param key columns that identify a row; empty for append-only tables without one
 * @param partitionBy physical partitions; excludes clustering
 * @param clusterBy clustering columns; excludes partitions
 * @param statistics columns with minimum and maximum per file: the few that prune
 */
public record TableSpec(
    String name,
    String grain,
    TableKind kind,
    Restatement restatement,
    boolean exchange,
    boolean changeFeed,
    boolean deletionVectors,
    List<ColumnSpec> columns,
    List<ColumnSpec> key,
    List<ColumnSpec> partitionBy,
    List<ColumnSpec> clusterBy,
    List<ColumnSpec> statistics) {

  public TableSpec {
    if (!name.matches("[a-z]+\\.[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException("table name '" + name + "' is not area.table");
    }
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    partitionBy = List.copyOf(partitionBy);
    clusterBy = List.copyOf(clusterBy);
    statistics = List.copyOf(statistics);
    Set<String> names = new HashSet<>();
    for (ColumnSpec column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException(name + " declares column " + column.name() + " twice");
      }
    }
    if (!partitionBy.isEmpty() && !clusterBy.isEmpty()) {
      throw new IllegalArgumentException(name + " is partitioned and clustered: Delta allows one");
    }
    if (exchange && deletionVectors) {
      throw new IllegalArgumentException(
          name + " is an exchange table: deletion vectors would raise its reader version");
    }
    Stream.of(key, partitionBy, clusterBy, statistics)
        .flatMap(List::stream)
        .filter(column -> !names.contains(column.name()))
        .findFirst()
        .ifPresent(
            column -> {
              throw new IllegalArgumentException("column " + column.name() + " is not declared");
            });
  }

  /** Starts a declaration. */
  public static TableSpec of(TableKind kind, String name, String grain, ColumnSpec... columns) {
    return new TableSpec(
        name,
        grain,
        kind,
        Restatement.NONE,
        false,
        false,
        false,
        Arrays.asList(columns),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  public TableSpec key(ColumnSpec... values) {
    return copy(
        restatement,
        exchange,
        changeFeed,
        deletionVectors,
        columns,
        List.of(values),
        partitionBy,
        clusterBy,
        statistics);
  }

  public TableSpec partitionedBy(ColumnSpec... values) {
    return copy(
        restatement,
        exchange,
        changeFeed,
        deletionVectors,
        columns,
        key,
        List.of(values),
        clusterBy,
        statistics);
  }

  public TableSpec clusteredBy(ColumnSpec... values) {
    return copy(
        restatement,
        exchange,
        changeFeed,
        deletionVectors,
        columns,
        key,
        partitionBy,
        List.of(values),
        statistics);
  }

  public TableSpec statisticsOn(ColumnSpec... values) {
    return copy(
        restatement,
        exchange,
        changeFeed,
        deletionVectors,
        columns,
        key,
        partitionBy,
        clusterBy,
        List.of(values));
  }

  /** Readable by every Delta reader. */
  public TableSpec asExchange() {
    return copy(
        restatement,
        true,
        changeFeed,
        deletionVectors,
        columns,
        key,
        partitionBy,
        clusterBy,
        statistics);
  }

  /** Feeds incremental jobs through Delta's change data feed. */
  public TableSpec withChangeFeed() {
    return copy(
        restatement,
        exchange,
        true,
        deletionVectors,
        columns,
        key,
        partitionBy,
        clusterBy,
        statistics);
  }

  public TableSpec withDeletionVectors() {
    return copy(
        restatement, exchange, changeFeed, true, columns, key, partitionBy, clusterBy, statistics);
  }

  public TableSpec restates(Restatement value) {
    return copy(
        value,
        exchange,
        changeFeed,
        deletionVectors,
        columns,
        key,
        partitionBy,
        clusterBy,
        statistics);
  }

  /** The same table with more columns at its end: a catalogue of tags widens portraits so. */
  public TableSpec withColumns(List<ColumnSpec> more) {
    List<ColumnSpec> all = new ArrayList<>(columns);
    all.addAll(more);
    return copy(
        restatement,
        exchange,
        changeFeed,
        deletionVectors,
        all,
        key,
        partitionBy,
        clusterBy,
        statistics);
  }

  public String area() {
    return name.substring(0, name.indexOf('.'));
  }

  public String table() {
    return name.substring(name.indexOf('.') + 1);
  }

  /** The exact schema, with comments. */
  public StructType schema() {
    return new StructType(columns.stream().map(ColumnSpec::field).toArray(StructField[]::new));
  }

  /** All columns in order, for a select. */
  public Column[] cols() {
    return columns.stream().map(ColumnSpec::col).toArray(Column[]::new);
  }

  /** The columns whose change is a reason to write a row again. */
  public List<ColumnSpec> compared() {
    return columns.stream().filter(column -> !column.audit() && !key.contains(column)).toList();
  }

  private TableSpec copy(
      Restatement newRestatement,
      boolean newExchange,
      boolean newChangeFeed,
      boolean newDeletionVectors,
      List<ColumnSpec> newColumns,
      List<ColumnSpec> newKey,
      List<ColumnSpec> newPartitionBy,
      List<ColumnSpec> newClusterBy,
      List<ColumnSpec> newStatistics) {
    return new TableSpec(
        name,
        grain,
        kind,
        newRestatement,
        newExchange,
        newChangeFeed,
        newDeletionVectors,
        newColumns,
        newKey,
        newPartitionBy,
        newClusterBy,
        newStatistics);
  }
}
