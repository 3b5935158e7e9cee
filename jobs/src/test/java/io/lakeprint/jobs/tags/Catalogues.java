package io.lakeprint.jobs.tags;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.definitions.TagsConfig;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/** Catalogues of tags for tests, from the text of their definitions. */
final class Catalogues {

  private Catalogues() {}

  /** A catalogue of these definitions alone. */
  static TagsConfig of(String definitions) {
    String section =
        "catalogue={ events = [], passive-events = [message_sent, refund],"
            + " dimensions = [category, device, hour, channel], include-bots = false, definitions = {\n"
            + definitions
            + "\n} }";
    return load(List.of(section)).bind("catalogue", TagsConfig.class);
  }

  /** The catalogue that comes with Lakeprint, under these settings. */
  static TagsConfig shipped(String... settings) {
    return load(List.of(settings)).bind(TagsConfig.PATH, TagsConfig.class);
  }

  static TagPlan plan(SparkSession spark, String definitions) {
    return plan(spark, of(definitions));
  }

  static TagPlan plan(SparkSession spark, TagsConfig config) {
    return TagCompiler.compile(config, Set.of(), new SparkExpressionTypes(spark));
  }

  private static LakeConfig load(List<String> settings) {
    return ConfigLoader.load(List.of(), settings, Catalogues.class.getClassLoader());
  }
}
