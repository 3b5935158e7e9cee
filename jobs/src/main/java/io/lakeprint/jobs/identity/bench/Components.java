package io.lakeprint.jobs.identity.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.common.bench.BareWrites;
import io.lakeprint.common.tables.IdLinksTable;
import java.util.List;
import org.apache.spark.graphx.Edge;
import org.apache.spark.graphx.Graph;
import org.apache.spark.graphx.lib.ConnectedComponents;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Other ways to find components, for comparison: links in, (node, label) out. */
final class Components {
  static final String NODE = "node";
  static final String LABEL = "label";

  private static final Column A = IdLinksTable.NODE_A.col();
  private static final Column B = IdLinksTable.NODE_B.col();

  /** The floor: every link moved once and written. No components. */
  static void floor(Dataset<Row> links, String folder) {
    BareWrites.parquet(links.repartition(A).select(A.as(NODE), B.as(LABEL)), folder);
  }

  /** Spark's own. */
  static void graphx(Dataset<Row> links, String folder) {
    ClassTag<Object> any = ClassTag$.MODULE$.apply(Object.class);
    RDD<Edge<Object>> edges =
        links.toJavaRDD().map(row -> new Edge<Object>(row.getLong(0), row.getLong(1), true)).rdd();
    StorageLevel level = StorageLevel.MEMORY_AND_DISK();
    Graph<Object, Object> graph = Graph.fromEdges(edges, true, level, level, any, any);
    var labelled =
        ConnectedComponents.run(graph, any, any)
            .vertices()
            .toJavaRDD()
            .map(pair -> RowFactory.create((Long) pair._1(), (Long) pair._2()));
    StructType schema =
        new StructType().add(NODE, DataTypes.LongType).add(LABEL, DataTypes.LongType);
    BareWrites.parquet(links.sparkSession().createDataFrame(labelled, schema), folder);
    graph.unpersist(false);
  }

  /**
   * Alternating large-star and small-star (Kiveris et al., SoCC 2014), each step written to files,
   * until a round changes no link.
   */
  static void twoPhase(Dataset<Row> links, String work, String folder) {
    SparkSession spark = links.sparkSession();
    Dataset<Row> current = links;
    List<Object> before = List.of();
    for (int round = 0; ; round++) {
      current = through(spark, largeStar(current), work + "/large-" + round);
      current = through(spark, smallStar(current), work + "/small-" + round);
      List<Object> now = fingerprint(current);
      if (now.equals(before)) {
        break;
      }
      before = now;
    }
    Dataset<Row> leaves = current.select(B.as(NODE), A.as(LABEL));
    BareWrites.parquet(leaves.union(current.select(A.as(NODE), A.as(LABEL)).distinct()), folder);
  }

  /** Each node's larger neighbours go to the smallest node around. */
  private static Dataset<Row> largeStar(Dataset<Row> links) {
    Dataset<Row> both = links.select(A, B).union(links.select(B, A)).toDF("u", "v");
    Dataset<Row> smallest = both.groupBy("u").agg(least(min("v"), min("u")).as("m"));
    return ordered(both.join(smallest, "u").where("v > u").selectExpr("m AS a", "v AS b"));
  }

  /** Each node and its smaller neighbours go to the smallest of them. */
  private static Dataset<Row> smallStar(Dataset<Row> links) {
    Dataset<Row> down = links.select(B.as("u"), A.as("v"));
    Dataset<Row> smallest = down.groupBy("u").agg(min("v").as("m"));
    return ordered(
        down.join(smallest, "u")
            .selectExpr("m AS a", "v AS b")
            .union(smallest.selectExpr("m AS a", "u AS b")));
  }

  private static Dataset<Row> ordered(Dataset<Row> pairs) {
    return pairs
        .where("a <> b")
        .selectExpr("a AS " + IdLinksTable.NODE_A.name(), "b AS " + IdLinksTable.NODE_B.name())
        .distinct();
  }

  static Dataset<Row> through(SparkSession spark, Dataset<Row> rows, String folder) {
    BareWrites.parquet(rows, folder);
    return spark.read().parquet(folder);
  }

  private static List<Object> fingerprint(Dataset<Row> links) {
    Row row = links.agg(sum(lit(1L)), sum(xxhash64(A, B).cast("decimal(38,0)"))).first();
    return List.of(String.valueOf(row.get(0)), String.valueOf(row.get(1)));
  }

  /** How many components an answer has. */
  static long count(SparkSession spark, String folder) {
    return spark.read().parquet(folder).agg(count_distinct(col(LABEL))).as(Encoders.LONG()).first();
  }

  private Components() {}
}
