package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.STRING;

/** Which cluster each person is in. Grain: (as_of, one_id). */
public final class ClustersTable {
  public static final ColumnSpec AS_OF =
      required("as_of", DATE, "Day at whose end the features were taken");
  public static final ColumnSpec ONE_ID =
      required("one_id", STRING, "Person at the time").pseudonym();
  public static final ColumnSpec CLUSTER_ID =
      required(
          "cluster_id",
          STRING,
          "Cluster; goes on from the one of this id in the last clustering, if that had it");
  public static final ColumnSpec DISTANCE =
      required("distance", DOUBLE, "Euclidean distance to the centre, in scaled features");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "ml.clusters",
              "One person in one clustering",
              AS_OF,
              ONE_ID,
              CLUSTER_ID,
              DISTANCE)
          .key(AS_OF, ONE_ID)
          .partitionedBy(AS_OF)
          .statisticsOn(ONE_ID)
          .restates(Restatement.AS_WAS)
          .asExchange();

  private ClustersTable() {}
}
