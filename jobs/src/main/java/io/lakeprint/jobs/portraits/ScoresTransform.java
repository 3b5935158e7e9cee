package io.lakeprint.jobs.portraits;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.definitions.PortraitColumns;
import io.lakeprint.common.ids.CurrentPersonTransform;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.PredictionsTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The latest scores of each published model's champion, one row per person of today.
 *
 * <p>Of people who have become one, the survivor's score counts; where it has none, that of the
 * smallest retired id.
 *
 * @param models published models, at least one
 * @param asOf predictions of later days are left out
 */
record ScoresTransform(List<String> models, LocalDate asOf) {

  private static final String LATEST = "latest";

  /** {@code one_id} and two columns per model, null where the person was not scored. */
  Dataset<Row> apply(Dataset<Row> predictions, Dataset<Row> aliases) {
    Dataset<Row> champions =
        predictions
            .filter(PredictionsTable.ROLE.col().equalTo("champion"))
            .filter(PredictionsTable.MODEL.col().isin(models.toArray()))
            .filter(PredictionsTable.AS_OF.col().leq(lit(asOf)));
    List<Column> columns = new ArrayList<>();
    for (String model : models) {
      columns.add(of(model, PredictionsTable.SCORE, PortraitColumns.score(model)));
      columns.add(of(model, PredictionsTable.DECILE, PortraitColumns.decile(model)));
    }
    return new CurrentPersonTransform(PredictionsTable.ONE_ID)
        .apply(latest(champions), aliases)
        .groupBy(CurrentPersonTransform.CURRENT.as(PersonsTable.ONE_ID.name()))
        .agg(columns.get(0), columns.stream().skip(1).toArray(Column[]::new));
  }

  /** One date and version per model: a few rows, one per model, that go to every task. */
  private static Dataset<Row> latest(Dataset<Row> champions) {
    Dataset<Row> latest =
        champions
            .groupBy(PredictionsTable.MODEL.col())
            .agg(
                max(struct(PredictionsTable.AS_OF.col(), PredictionsTable.MODEL_VERSION.col()))
                    .as(LATEST))
            .select(PredictionsTable.MODEL.col(), col(LATEST + ".*"));
    String[] key = {
      PredictionsTable.MODEL.name(),
      PredictionsTable.AS_OF.name(),
      PredictionsTable.MODEL_VERSION.name()
    };
    return champions.join(broadcast(latest), key, "inner");
  }

  private static Column of(String model, ColumnSpec value, ColumnSpec published) {
    Column isModel = PredictionsTable.MODEL.col().equalTo(model);
    return published.is(
        min_by(when(isModel, value.col()), when(isModel, CurrentPersonTransform.PRECEDENCE)));
  }
}
