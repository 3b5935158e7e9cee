package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdEvidenceTable;
import io.lakeprint.common.tables.IdNodesTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * What events say about identifiers: rows of {@code events} in; rows of {@code id_evidence} out,
 * with scope and value of the identifier beside them where both nodes are the same.
 *
 * <p>A record gives a star from its anchor to each other identifier, and each pair of child and
 * parent. Where the anchor may be blocked, it gives the star of the next identifier too, behind it.
 * Unbind records give no pair: they say that two no longer belong together. A pair has the
 * strongest kind that applies to the record: a login verifies its principal's links, a bind all of
 * its own. One scan; rows meet their like before the one shuffle.
 */
record EvidenceTransform(IdentityConfig.Evidence evidence, TypeRules types) {

  /** Rows before the shuffle: the columns of {@code id_evidence} with plain numbers for time. */
  static final StructType PARTIAL =
      new StructType()
          .add(GraphColumns.DAY.name(), GraphColumns.DAY.type(), false)
          .add(IdEvidenceTable.NODE_A.name(), IdEvidenceTable.NODE_A.type(), false)
          .add(IdEvidenceTable.NODE_B.name(), IdEvidenceTable.NODE_B.type(), false)
          .add(IdEvidenceTable.TYPE_A.name(), IdEvidenceTable.TYPE_A.type(), false)
          .add(IdEvidenceTable.TYPE_B.name(), IdEvidenceTable.TYPE_B.type(), false)
          .add(IdEvidenceTable.KIND.name(), IdEvidenceTable.KIND.type(), false)
          .add(IdEvidenceTable.BEHIND.name(), IdEvidenceTable.BEHIND.type(), false)
          .add(GraphColumns.FIRST.name(), GraphColumns.FIRST.type(), false)
          .add(GraphColumns.LAST.name(), GraphColumns.LAST.type(), false)
          .add(GraphColumns.SIGHTINGS.name(), GraphColumns.SIGHTINGS.type(), false)
          .add(IdEvidenceTable.MOMENTS.name(), IdEvidenceTable.MOMENTS.type(), true)
          .add(IdNodesTable.SCOPE.name(), IdNodesTable.SCOPE.type(), true)
          .add(IdNodesTable.ID_VALUE.name(), IdNodesTable.ID_VALUE.type(), true);

  Dataset<Row> apply(Dataset<Row> events) {
    EvidenceRules rules = new EvidenceRules(evidence, types);
    MapPartitionsFunction<Row, Row> read = rows -> new EvidenceReader(rules, rows);
    Column moments =
        array_sort(array_distinct(flatten(collect_list(IdEvidenceTable.MOMENTS.col()))));
    Column known = IdEvidenceTable.MOMENTS.col();
    List<Column> out = new ArrayList<>();
    for (ColumnSpec column : IdEvidenceTable.SPEC.columns()) {
      out.add(column.col());
    }
    out.add(IdNodesTable.SCOPE.col());
    out.add(IdNodesTable.ID_VALUE.col());
    return events
        .select(
            EventsTable.EVENT_NAME.col(),
            unix_micros(EventsTable.EVENT_TIME.col()),
            unix_date(EventsTable.EVENT_DATE.col()),
            EventsTable.ANCHOR_NODE.col(),
            EventsTable.IDS.col())
        .mapPartitions(read, Encoders.row(PARTIAL))
        .groupBy(
            GraphColumns.DAY.col(),
            IdEvidenceTable.NODE_A.col(),
            IdEvidenceTable.NODE_B.col(),
            IdEvidenceTable.KIND.col(),
            IdEvidenceTable.BEHIND.col())
        .agg(
            min(IdEvidenceTable.TYPE_A.col()).as(IdEvidenceTable.TYPE_A.name()),
            min(IdEvidenceTable.TYPE_B.col()).as(IdEvidenceTable.TYPE_B.name()),
            timestamp_micros(min(GraphColumns.FIRST.col())).as(IdEvidenceTable.FIRST_AT.name()),
            timestamp_micros(max(GraphColumns.LAST.col())).as(IdEvidenceTable.LAST_AT.name()),
            sum(GraphColumns.SIGHTINGS.col()).as(IdEvidenceTable.EVENT_COUNT.name()),
            moments.as(IdEvidenceTable.MOMENTS.name()),
            min(IdNodesTable.SCOPE.col()).as(IdNodesTable.SCOPE.name()),
            min(IdNodesTable.ID_VALUE.col()).as(IdNodesTable.ID_VALUE.name()))
        .withColumn(
            IdEvidenceTable.EVENT_DATE.name(), date_from_unix_date(col(GraphColumns.DAY.name())))
        .withColumn(IdEvidenceTable.MOMENTS.name(), when(size(known).gt(0), known))
        .select(out.toArray(new Column[0]));
  }
}
