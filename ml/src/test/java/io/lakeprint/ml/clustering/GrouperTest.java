package io.lakeprint.ml.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.ml.Contract;
import io.lakeprint.ml.Settings;
import io.lakeprint.testkit.SparkExtension;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A wide kind, a narrow one, and one of people who are all alike. */
@Contract(Grouper.class)
@ExtendWith(SparkExtension.class)
class GrouperTest {
  private static final StructType SCHEMA =
      new StructType()
          .add(FeaturesTable.ONE_ID.name(), DataTypes.StringType)
          .add(Grouper.VECTOR, SQLDataTypes.VectorType());

  @ParameterizedTest
  @EnumSource
  void everyKindFindsWhatWasPlantedHoweverTheTableIsLaidOut(ClusterKind kind, SparkSession spark) {
    Grouper grouper =
        new Grouper(
            Settings.of(
                "clusters",
                ClustersConfig.class,
                "clusters.kind=" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                "clusters.iterations=20"));
    Dataset<Row> people = spark.createDataFrame(people(), SCHEMA);
    Map<String, Integer> groups = groups(grouper, people);
    Map<String, Integer> ofKind = new HashMap<>();
    groups.forEach(
        (person, group) ->
            assertThat(ofKind.merge(person.substring(0, 4), group, Math::max))
                .as(person)
                .isEqualTo(group));
    assertThat(ofKind.values()).hasSize(3).doesNotHaveDuplicates();
    assertThat(groups(grouper, people.repartition(5))).isEqualTo(groups);
  }

  private static Map<String, Integer> groups(Grouper grouper, Dataset<Row> people) {
    Dataset<Row> sample = new SampleTransform(7, 1000).apply(people);
    Map<String, Integer> groups = new HashMap<>();
    grouper
        .fit(sample, 3)
        .orElseThrow()
        .apply(people)
        .select(FeaturesTable.ONE_ID.name(), Grouper.GROUP)
        .collectAsList()
        .forEach(row -> groups.put(row.getString(0), row.getInt(1)));
    return groups;
  }

  private static List<Row> people() {
    Random random = new Random(3);
    List<Row> people = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      people.add(person("wide" + i, 3 + random.nextGaussian() / 2, 3 + random.nextGaussian() / 2));
      people.add(person("slim" + i, -3 + random.nextGaussian() / 20, 3));
      people.add(person("same" + i, 0, -4));
    }
    return people;
  }

  private static Row person(String id, double x, double y) {
    return RowFactory.create(id, Vectors.dense(x, y));
  }
}
