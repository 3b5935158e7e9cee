package io.lakeprint.jobs.identity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Makes every alias name a living person, where it names an id that was retired later. */
final class AliasChains {

  /** Rows (retired_id, one_id, retired_on) in and out; out one_id is never a retired_id. */
  static Iterator<Row> follow(Iterator<Row> rows) {
    Map<String, String> next = new HashMap<>();
    List<Row> all = new ArrayList<>();
    rows.forEachRemaining(
        row -> {
          all.add(row);
          next.put(row.getString(0), row.getString(1));
        });
    return all.stream()
        .map(row -> RowFactory.create(row.get(0), last(row.getString(1), next), row.get(2)))
        .iterator();
  }

  private static String last(String start, Map<String, String> next) {
    Set<String> seen = new HashSet<>();
    String id = start;
    String after = next.get(id);
    while (after != null) {
      if (!seen.add(id)) {
        throw new IllegalStateException("identity_log merges " + id + " into itself");
      }
      id = after;
      after = next.get(id);
    }
    return id;
  }

  private AliasChains() {}
}
