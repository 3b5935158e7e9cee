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
 * @param traits what is not plain about it
 * @param columns all columns in order
 * @param layout how rows are told apart and laid out
 */
public record TableSpec(
    String name,
    String grain,
    TableKind kind,
    Restatement restatement,
    Set<Trait> traits,
    List<ColumnSpec> columns,
    Layout layout) {

  /** What is not plain about a table. */
  public enum Trait {
    /** Readers that are not Spark rely on it: reader version 1, scalar columns. */
    EXCHANGE,
    /** Delta's change data feed is on, because incremental jobs read it. */
    CHANGE_FEED,
    /** Rows may be changed without rewriting their file. */
    DELETION_VECTORS,
    /** All rows are told anew as of one day, also those of other dates. */
    PRESENT
  }

  /**
   * How rows are told apart and laid out.
   *
   * @param key columns that identify a row; empty for append-only tables without one
   * @param partitionBy physical partitions; excludes clustering
   * @param clusterBy clustering columns; excludes partitions
   * @param statistics columns with minimum and maximum per file: the few that prune
   */
  public record Layout(
      List<ColumnSpec> key,
      List<ColumnSpec> partitionBy,
      List<ColumnSpec> clusterBy,
      List<ColumnSpec> statistics) {

    private static final Layout NONE = new Layout(List.of(), List.of(), List.of(), List.of());

    public Layout {
      key = List.copyOf(key);
      partitionBy = List.copyOf(partitionBy);
      clusterBy = List.copyOf(clusterBy);
      statistics = List.copyOf(statistics);
    }

    private Stream<ColumnSpec> all() {
      return Stream.of(key, partitionBy, clusterBy, statistics).flatMap(List::stream);
    }
  }

  public TableSpec {
    if (!name.matches("[a-z]+\\.[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException("table name '" + name + "' is not area.table");
    }
    traits = Set.copyOf(traits);
    columns = List.copyOf(columns);
    Set<String> names = new HashSet<>();
    for (ColumnSpec column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException(name + " declares column " + column.name() + " twice");
      }
    }
    if (!layout.partitionBy().isEmpty() && !layout.clusterBy().isEmpty()) {
      throw new IllegalArgumentException(name + " is partitioned and clustered: Delta allows one");
    }
    if (traits.contains(Trait.EXCHANGE) && traits.contains(Trait.DELETION_VECTORS)) {
      throw new IllegalArgumentException(
          name + " is an exchange table: deletion vectors would raise its reader version");
    }
    layout
        .all()
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
        name, grain, kind, Restatement.NONE, Set.of(), Arrays.asList(columns), Layout.NONE);
  }

  public TableSpec key(ColumnSpec... values) {
    return with(new Layout(List.of(values), partitionBy(), clusterBy(), statistics()));
  }

  public TableSpec partitionedBy(ColumnSpec... values) {
    return with(new Layout(key(), List.of(values), clusterBy(), statistics()));
  }

  public TableSpec clusteredBy(ColumnSpec... values) {
    return with(new Layout(key(), partitionBy(), List.of(values), statistics()));
  }

  public TableSpec statisticsOn(ColumnSpec... values) {
    return with(new Layout(key(), partitionBy(), clusterBy(), List.of(values)));
  }

  /** Readable by every Delta reader. */
  public TableSpec asExchange() {
    return with(Trait.EXCHANGE);
  }

  /** Feeds incremental jobs through Delta's change data feed. */
  public TableSpec withChangeFeed() {
    return with(Trait.CHANGE_FEED);
  }

  public TableSpec withDeletionVectors() {
    return with(Trait.DELETION_VECTORS);
  }

  /**
   * All of it tells how things stand at the end of one day: a run replaces the rows of every date,
   * so that an older day would take away what later ones have said.
   */
  public TableSpec asPresent() {
    return with(Trait.PRESENT);
  }

  public TableSpec restates(Restatement value) {
    return new TableSpec(name, grain, kind, value, traits, columns, layout);
  }

  /** The same table with more columns at its end: a catalogue of tags widens portraits so. */
  public TableSpec withColumns(List<ColumnSpec> more) {
    List<ColumnSpec> all = new ArrayList<>(columns);
    all.addAll(more);
    return new TableSpec(name, grain, kind, restatement, traits, all, layout);
  }

  public boolean exchange() {
    return traits.contains(Trait.EXCHANGE);
  }

  public boolean changeFeed() {
    return traits.contains(Trait.CHANGE_FEED);
  }

  public boolean deletionVectors() {
    return traits.contains(Trait.DELETION_VECTORS);
  }

  public List<ColumnSpec> key() {
    return layout.key();
  }

  public List<ColumnSpec> partitionBy() {
    return layout.partitionBy();
  }

  public List<ColumnSpec> clusterBy() {
    return layout.clusterBy();
  }

  public List<ColumnSpec> statistics() {
    return layout.statistics();
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

  /** The columns of the key in order, for a group. */
  public Column[] keyCols() {
    return key().stream().map(ColumnSpec::col).toArray(Column[]::new);
  }

  /** Whether its rows are computed from other tables, not delivered from outside. */
  public boolean followsFromInputs() {
    return kind == TableKind.STATE || kind == TableKind.JOURNAL;
  }

  /**
   * Whether rows of one date are made without regard to other dates: such a table takes any as-of.
   * A table of the present, and a journal, only move forward.
   */
  public boolean takesAnyAsOf() {
    boolean dated = key().stream().anyMatch(column -> column.type().equals(Types.DATE));
    return !followsFromInputs()
        || (kind == TableKind.STATE && dated && !traits.contains(Trait.PRESENT));
  }

  /** The columns whose change is a reason to write a row again. */
  public List<ColumnSpec> compared() {
    return columns.stream().filter(column -> !column.audit() && !key().contains(column)).toList();
  }

  private TableSpec with(Trait trait) {
    Set<Trait> more = new HashSet<>(traits);
    more.add(trait);
    return new TableSpec(name, grain, kind, restatement, more, columns, layout);
  }

  private TableSpec with(Layout newLayout) {
    return new TableSpec(name, grain, kind, restatement, traits, columns, newLayout);
  }
}
