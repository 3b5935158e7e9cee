package io.lakeprint.jobs.segments;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;

import io.lakeprint.common.lake.Cached;
import io.lakeprint.common.people.PersonLeaves;
import io.lakeprint.common.tables.PortraitsTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a preview asks of the people: how many there are of each condition, and who some of them
 * are.
 *
 * @param waterfall the segment's condition
 * @param segment its id
 * @param examples how many people are named
 */
record Look(WaterfallTransform waterfall, String segment, int examples) {

  private static final String HELD = "held";

  /**
   * The answer.
   *
   * @param counts as {@link WaterfallTransform#counted} gives them
   * @param people the first few by id
   */
  record Seen(Row counts, List<String> people) {}

  Seen at(SegmentsTransform.Flagged flagged) {
    List<Column> columns = new ArrayList<>(List.of(PortraitsTable.ONE_ID.col()));
    columns.add(col("`" + PersonLeaves.segment(segment) + "`").as(HELD));
    columns.addAll(waterfall.judged(flagged.conditions()));
    Dataset<Row> judged = flagged.people().select(columns.toArray(Column[]::new));
    try (Cached people = Cached.of(judged)) {
      return new Seen(waterfall.counted(people.rows()).first(), some(people.rows()));
    }
  }

  private List<String> some(Dataset<Row> people) {
    Row row =
        people
            .where(col(HELD))
            .select(PortraitsTable.ONE_ID.col())
            .orderBy(PortraitsTable.ONE_ID.col())
            .limit(examples)
            .agg(collect_list(PortraitsTable.ONE_ID.col()))
            .first();
    return row.<String>getList(0).stream().sorted().toList();
  }
}
