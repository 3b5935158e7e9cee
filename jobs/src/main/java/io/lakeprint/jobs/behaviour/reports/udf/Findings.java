package io.lakeprint.jobs.behaviour.reports.udf;

import io.lakeprint.jobs.behaviour.kernel.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** What is found of one person, list by list of {@link Facts}. */
final class Findings {

  private static final Map<String, Integer> PLACES =
      IntStream.range(0, Facts.SCHEMA.size())
          .boxed()
          .collect(Collectors.toMap(place -> Facts.SCHEMA.fields()[place].name(), place -> place));

  private static final Object[] NOTHING = {};

  private final List<@Nullable List<Row>> lists = new ArrayList<>(PLACES.size());

  Findings() {
    for (int list = 0; list < PLACES.size(); list++) {
      lists.add(null);
    }
  }

  /**
   * Adds an entry.
   *
   * @param list name of the list
   * @param values the fields of its entries, in their order
   */
  void add(String list, @Nullable Object... values) {
    int place = Objects.requireNonNull(PLACES.get(list), list);
    List<Row> entries = lists.get(place);
    if (entries == null) {
      entries = new ArrayList<>();
      lists.set(place, entries);
    }
    entries.add(RowFactory.create(values));
  }

  /** Adds a cell of a heat map. */
  void heat(Work.Place place, Cell cell, long count) {
    add(
        Facts.HEATS,
        place.number(),
        place.day(cell.period()),
        cell.breakdown(),
        place.isOver(cell.period()),
        cell.page(),
        cell.element(),
        cell.x(),
        cell.y(),
        count);
  }

  Row row(String person) {
    Object[] values = new Object[1 + lists.size()];
    values[0] = person;
    for (int list = 0; list < lists.size(); list++) {
      List<Row> entries = lists.get(list);
      values[1 + list] = entries == null ? NOTHING : entries.toArray();
    }
    return RowFactory.create(values);
  }
}
