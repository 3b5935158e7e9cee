package io.lakeprint.ml.clustering;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakeprint.common.tables.ClusterProfilesTable;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Rows of {@code ml.cluster_profiles}. */
final class ProfileRows {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ProfileRows() {}

  static Dataset<Row> of(
      List<Profile> profiles, Clustering clustering, LocalDate asOf, SparkSession spark) {
    List<ProfileNames.Name> names = ProfileNames.of(profiles);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < profiles.size(); i++) {
      Profile profile = profiles.get(i);
      rows.add(
          RowFactory.create(
              Date.valueOf(asOf),
              profile.clusterId(),
              names.get(i).en(),
              names.get(i).zh(),
              profile.people(),
              profile.share(),
              profile.meanValue(),
              profile.valueShare(),
              clustering.silhouette(),
              clustering.stability(),
              traits(profile)));
    }
    return spark.createDataFrame(rows, ClusterProfilesTable.SPEC.schema());
  }

  private static String traits(Profile profile) {
    ArrayNode traits = JSON.createArrayNode();
    for (Profile.Mark mark : profile.marks()) {
      ObjectNode trait = traits.addObject();
      trait.put("feature", mark.trait().feature());
      trait.put("mean", rounded(mark.mean()));
      trait.put("overall_mean", rounded(mark.overallMean()));
      trait.put("difference_in_deviations", rounded(mark.difference()));
    }
    return traits.toString();
  }

  private static @Nullable Double rounded(@Nullable Double value) {
    return value == null ? null : Math.round(value * 1000) / 1000.0;
  }
}
