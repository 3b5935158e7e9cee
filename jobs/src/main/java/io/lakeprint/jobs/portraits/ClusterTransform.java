package io.lakeprint.jobs.portraits;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min_by;

import io.lakeprint.common.ids.CurrentPersonTransform;
import io.lakeprint.common.tables.ClusterProfilesTable;
import io.lakeprint.common.tables.ClustersTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.PortraitsTable;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The cluster of each person of today in the latest clustering, with its names.
 *
 * <p>Of people who have become one, the survivor's cluster counts; where it has none, that of the
 * smallest retired id.
 *
 * @param asOf clusterings of later days are left out
 */
record ClusterTransform(LocalDate asOf) {

  /** {@code one_id}, {@code cluster_id}, {@code cluster_name} and {@code cluster_name_zh}. */
  Dataset<Row> apply(Dataset<Row> clusters, Dataset<Row> profiles, Dataset<Row> aliases) {
    Dataset<Row> past = clusters.filter(ClustersTable.AS_OF.col().leq(lit(asOf)));
    Dataset<Row> latest = past.agg(max(ClustersTable.AS_OF.col()).as(ClustersTable.AS_OF.name()));
    Dataset<Row> members =
        past.join(broadcast(latest), new String[] {ClustersTable.AS_OF.name()}, "inner")
            .select(
                ClustersTable.AS_OF.col(),
                ClustersTable.ONE_ID.col(),
                ClustersTable.CLUSTER_ID.col());
    Dataset<Row> names =
        profiles.select(
            ClusterProfilesTable.AS_OF.col(),
            ClusterProfilesTable.CLUSTER_ID.col(),
            PortraitsTable.CLUSTER_NAME.is(ClusterProfilesTable.NAME_EN.col()),
            PortraitsTable.CLUSTER_NAME_ZH.is(ClusterProfilesTable.NAME_ZH.col()));
    String[] key = {ClustersTable.AS_OF.name(), ClustersTable.CLUSTER_ID.name()};
    return new CurrentPersonTransform(ClustersTable.ONE_ID)
        .apply(members.join(broadcast(names), key, "left"), aliases)
        .groupBy(CurrentPersonTransform.CURRENT.as(PersonsTable.ONE_ID.name()))
        .agg(
            PortraitsTable.CLUSTER_ID.is(
                min_by(ClustersTable.CLUSTER_ID.col(), CurrentPersonTransform.PRECEDENCE)),
            PortraitsTable.CLUSTER_NAME.is(
                min_by(PortraitsTable.CLUSTER_NAME.col(), CurrentPersonTransform.PRECEDENCE)),
            PortraitsTable.CLUSTER_NAME_ZH.is(
                min_by(PortraitsTable.CLUSTER_NAME_ZH.col(), CurrentPersonTransform.PRECEDENCE)));
  }
}
