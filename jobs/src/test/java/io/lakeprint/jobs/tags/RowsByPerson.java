package io.lakeprint.jobs.tags;

import io.lakeprint.common.tables.PersonTagsTable;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The few rows of a test, by person. */
record RowsByPerson(Map<String, Row> rows) {

  static RowsByPerson of(Dataset<Row> dataset) {
    Map<String, Row> rows = new TreeMap<>();
    dataset.collectAsList().forEach(row -> rows.put(row.getAs(PersonTagsTable.ONE_ID.name()), row));
    return new RowsByPerson(rows);
  }

  Row get(String person) {
    return Objects.requireNonNull(rows.get(person), person);
  }

  Collection<Row> values() {
    return rows.values();
  }
}
