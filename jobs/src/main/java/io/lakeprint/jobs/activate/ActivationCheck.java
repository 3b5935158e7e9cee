package io.lakeprint.jobs.activate;

import io.lakeprint.common.config.Problems;
import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.ids.IdFormat;
import io.lakeprint.common.ids.IdStorage;
import io.lakeprint.common.ids.IdTypeConfig;
import io.lakeprint.common.ids.IdentifiersConfig;
import io.lakeprint.common.tables.OutboxTable;
import io.lakeprint.common.tables.TableSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/**
 * What is wrong with a catalogue of activations, whatever the lake holds.
 *
 * @param identifiers declared identifier types
 * @param portraits portraits with every column they get
 * @param spark judges expressions
 */
record ActivationCheck(IdentifiersConfig identifiers, TableSpec portraits, SparkSession spark) {

  private static final String DEFINITIONS = ActivationsConfig.PATH + ".definitions.";
  private static final String NAME = "[a-z][a-z0-9_]{0,62}";

  /** Notes every problem. */
  void check(ActivationsConfig config, Problems problems) {
    config
        .destinations()
        .keySet()
        .forEach(
            name ->
                require(
                    name.matches(NAME),
                    ActivationsConfig.PATH + ".destinations." + name,
                    "a destination is named by a small letter, then at most 62 small letters,"
                        + " digits and _",
                    problems));
    config
        .frequencyCaps()
        .forEach((name, cap) -> checkCap(name, cap, config.destinations().keySet(), problems));
    for (String id : config.only()) {
      require(
          config.definitions().containsKey(id),
          ActivationsConfig.PATH + ".only",
          "there is no activation '"
              + id
              + "'."
              + Suggestions.didYouMean(id, config.definitions().keySet()),
          problems);
    }
    config
        .definitions()
        .forEach((id, definition) -> check(id, definition, config.destinations(), problems));
  }

  private static void checkCap(
      String name, FrequencyCap cap, Set<String> destinations, Problems problems) {
    for (String destination : cap.destinations()) {
      require(
          destinations.contains(destination),
          ActivationsConfig.PATH + ".frequency-caps." + name + ".destinations",
          "there is no destination '"
              + destination
              + "'."
              + Suggestions.didYouMean(destination, destinations),
          problems);
    }
  }

  private void check(
      String id,
      ActivationDefinition definition,
      Map<String, DestinationConfig> destinations,
      Problems problems) {
    String path = DEFINITIONS + id;
    require(
        id.matches(NAME),
        path,
        "an activation id is a small letter, then at most 62 small letters, digits and _",
        problems);
    require(
        destinations.containsKey(definition.destination()),
        path + ".destination",
        "there is no destination '"
            + definition.destination()
            + "'."
            + Suggestions.didYouMean(definition.destination(), destinations.keySet()),
        problems);
    checkTarget(path + ".target", definition.target(), problems);
    definition
        .fields()
        .forEach(
            (name, sql) ->
                checkField(path + ".fields." + name, name, sql, definition.target(), problems));
  }

  private void checkTarget(String path, TargetRule target, Problems problems) {
    IdTypeConfig type = identifiers.types().get(target.id());
    if (type == null) {
      problems.add(
          path + ".id",
          null,
          "there is no identifier type '"
              + target.id()
              + "'."
              + Suggestions.didYouMean(target.id(), identifiers.types().keySet()));
      return;
    }
    require(
        type.storage() != IdStorage.TOKEN,
        path + ".id",
        target.id()
            + " is stored as a token, whose value the lake does not keep: no destination would know"
            + " it; with storage = vault it is kept from the next ingest on",
        problems);
    require(
        type.scoped() == target.scope().isPresent(),
        path + ".scope",
        type.scoped()
            ? target.id() + " is unique only within an app or platform: say which"
            : target.id() + " has no scope: leave it out",
        problems);
    require(
        type.format() == IdFormat.PHONE
            || !List.of(TargetRule.Text.DIGITS, TargetRule.Text.NATIONAL).contains(target.text()),
        path + ".text",
        "digits and national are ways of writing phone numbers, and " + target.id() + " is none",
        problems);
    require(
        target.name().matches("[A-Za-z_][A-Za-z0-9_]{0,62}") && !reserved().contains(target.name()),
        path + ".as",
        "'" + target.name() + "' cannot name a column of the target",
        problems);
  }

  private void checkField(
      String path, String name, String sql, TargetRule target, Problems problems) {
    require(
        name.matches("[A-Za-z_][A-Za-z0-9_]{0,62}")
            && !reserved().contains(name)
            && !name.equalsIgnoreCase(target.name()),
        path,
        "a field is named by a letter, then letters, digits and _, unlike the target and "
            + String.join(", ", reserved()),
        problems);
    Dataset<Row> none = spark.createDataFrame(List.<Row>of(), portraits.schema());
    try {
      DataType type = none.selectExpr("(" + sql + ")").schema().fields()[0].dataType();
      require(
          !(type instanceof StructType
              || type instanceof MapType
              || type instanceof ArrayType
              || type instanceof BinaryType),
          path,
          "is of type " + type.simpleString() + ", which not every destination takes; make it text",
          problems);
    } catch (Exception e) {
      if (!(e instanceof AnalysisException) && !(e instanceof RuntimeException)) {
        throw e;
      }
      problems.add(
          path,
          null,
          "is no expression over the columns of portraits: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private static Set<String> reserved() {
    return Set.of(OutboxTable.TARGET_KEY.name(), OutboxTable.CHANGE.name());
  }

  private static void require(boolean holds, String path, String otherwise, Problems problems) {
    if (!holds) {
      problems.add(path, null, otherwise);
    }
  }
}
