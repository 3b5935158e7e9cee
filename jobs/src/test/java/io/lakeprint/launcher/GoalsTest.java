package io.lakeprint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.config.Problems;
import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.JobRegistry;
import io.lakeprint.testkit.SparkExtension;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The templates of goals; that they run is seen in {@link RunIT}. */
@ExtendWith(SparkExtension.class)
class GoalsTest {

  private static final List<String> JOBS = List.of("tags", "portraits", "segments", "reports");

  @ParameterizedTest
  @ValueSource(strings = {"convert", "repurchase", "retain"})
  void everyGoalBundlesTagsSegmentsAndReportsThatCompileAndAreNamedInBothLanguages(
      String goal, SparkSession spark) {
    LakeConfig config =
        ConfigLoader.load(List.of(), List.of("packs=[" + goal + "]"), getClass().getClassLoader());
    CheckContext checks = new CheckContext(config, spark, new Problems());
    JobRegistry jobs = JobRegistry.load();
    JOBS.forEach(job -> checks.check(jobs.job(job)));
    assertThat(checks.problems().found()).isEmpty();

    Config all = ConfigFactory.parseResources("packs/" + goal + ".conf");
    Map<String, ConfigObject> reports = new TreeMap<>();
    all.getObject("reports").values().stream()
        .filter(ConfigObject.class::isInstance)
        .forEach(kind -> reports.putAll(objects((ConfigObject) kind)));
    for (Map<String, ConfigObject> definitions :
        List.of(
            objects(all.getObject("tags.definitions")),
            objects(all.getObject("segments.definitions")),
            reports)) {
      List<ConfigObject> own =
          definitions.values().stream().filter(one -> isOf("goal " + goal, one)).toList();
      assertThat(own).as(goal).isNotEmpty();
      assertThat(own)
          .allSatisfy(
              one -> {
                assertThat(text(one, "name-zh")).matches(".*\\p{IsHan}.*");
                assertThat(text(one, "name-en")).isNotBlank().matches("\\p{ASCII}+");
              });
    }
  }

  private static boolean isOf(String goal, ConfigObject definition) {
    return text(definition, "group").equals(goal) || text(definition, "owner").equals(goal);
  }

  private static String text(ConfigObject definition, String key) {
    ConfigValue value = definition.get(key);
    return value == null ? "" : String.valueOf(value.unwrapped());
  }

  private static Map<String, ConfigObject> objects(ConfigObject section) {
    Map<String, ConfigObject> objects = new TreeMap<>();
    section.forEach(
        (key, value) -> {
          if (value instanceof ConfigObject object) {
            objects.put(key, object);
          }
        });
    return objects;
  }
}
