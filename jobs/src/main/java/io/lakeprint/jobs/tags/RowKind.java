package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.jspecify.annotations.Nullable;

/**
 * Rows that no subject tells apart. A number goes through the shuffle for it, in the place of
 * names.
 *
 * @param table input
 * @param event name; null = none that any subject names
 * @param dimension null = none that any subject names
 */
record RowKind(String table, @Nullable String event, @Nullable String dimension) {

  /**
   * All kinds of rows that the subjects can tell apart.
   *
   * @param tables the inputs: each has rows that no subject is about
   */
  static List<RowKind> of(Collection<Subject> subjects, Collection<String> tables) {
    Set<RowKind> kinds = new LinkedHashSet<>();
    for (Subject subject : subjects) {
      Set<String> events = new TreeSet<>();
      subjects.stream()
          .filter(other -> other.table().equals(subject.table()))
          .filter(other -> Objects.equals(other.dimension(), subject.dimension()))
          .forEach(other -> events.addAll(other.names()));
      events.forEach(event -> kinds.add(new RowKind(subject.table(), event, subject.dimension())));
      kinds.add(new RowKind(subject.table(), null, subject.dimension()));
    }
    tables.forEach(table -> kinds.add(new RowKind(table, null, null)));
    return List.copyOf(kinds);
  }

  /** The number of a row's kind among {@code kinds}, those with names before those without. */
  static Column number(List<RowKind> kinds, String table) {
    List<RowKind> own = new ArrayList<>(kinds);
    own.removeIf(kind -> !kind.table().equals(table));
    @Nullable Column number = null;
    for (RowKind kind : own) {
      Column is = kind.is(DailyActivityTable.EVENT_NAME, kind.event());
      Column holds = is.and(kind.is(DailyDimensionsTable.DIMENSION, kind.dimension()));
      Column told = lit(kinds.indexOf(kind));
      number = number == null ? when(holds, told) : number.when(holds, told);
    }
    return Objects.requireNonNull(number, table);
  }

  private Column is(ColumnSpec column, @Nullable String name) {
    return name == null ? lit(true) : column.col().equalTo(name);
  }
}
