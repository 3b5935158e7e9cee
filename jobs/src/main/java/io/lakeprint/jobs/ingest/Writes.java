package io.lakeprint.jobs.ingest;

import io.lakeprint.common.lake.WriteResult;
import java.util.List;
import java.util.Map;

/** Many writes of few tables, told as one per table. */
final class Writes {

  private Writes() {}

  static void add(List<WriteResult> writes, Map<String, WriteResult> byTable) {
    for (WriteResult write : writes) {
      byTable.merge(
          write.table().name(),
          write,
          (left, right) ->
              new WriteResult(
                  left.table(),
                  Math.max(left.version(), right.version()),
                  left.inserted() + right.inserted(),
                  left.updated() + right.updated(),
                  left.deleted() + right.deleted()));
    }
  }
}
