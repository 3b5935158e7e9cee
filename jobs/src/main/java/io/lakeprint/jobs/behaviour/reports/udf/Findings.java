package io.lakeprint.jobs.behaviour.reports.udf;

import io.lakeprint.jobs.behaviour.kernel.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** What is found of one person, list by list of {@link Facts}. */
final class Findings {

  private final List<List<Row>> lists = new ArrayList<>();

  Findings() {
    for (int list = 0; list < Facts.SCHEMA.size(); list++) {
      lists.add(new ArrayList<>());
    }
  }

  /**
   * Adds an entry.
   *
   * @param list name of the list
   * @param values the fields of its entries, in their order
   */
  void add(String list, @Nullable Object... values) {
    lists.get(Facts.SCHEMA.fieldIndex(list)).add(RowFactory.create(values));
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
    return RowFactory.create(
        Stream.concat(Stream.of(person), lists.stream().map(List::toArray)).toArray());
  }
}
