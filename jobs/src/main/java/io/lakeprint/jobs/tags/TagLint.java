package io.lakeprint.jobs.tags;

import io.lakeprint.common.config.Problems;
import io.lakeprint.common.config.Problems.Problem;
import io.lakeprint.common.definitions.Lint;
import io.lakeprint.common.definitions.TagDefinition;
import io.lakeprint.common.definitions.TagKind;
import io.lakeprint.common.definitions.TagsConfig;
import io.lakeprint.common.definitions.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/**
 * Looks at a catalogue of tags alone: an event that no standard and no setting names may still be
 * in a lake.
 */
public final class TagLint {

  private TagLint() {}

  /** Looks at every definition. */
  public static Lint of(TagsConfig config, SparkSession spark) {
    SparkExpressionTypes types = new SparkExpressionTypes(spark);
    List<Problem> errors = TagCompiler.check(config, types).found();
    Problems warnings = new Problems();
    Lint.Look<TagDefinition> look =
        new Lint.Look<>(
            TagCompiler.PREFIX, config.definitions(), TagDefinition::description, warnings);
    look.unseen(
        TagCompiler.check(config, Optional.of(Set.of()), types).found(),
        errors,
        "the standard events and of tags.events");
    look.unused(TagsConfig.PATH + ".events", config.events());
    look.names();
    look.twins(TagLint::rule, other -> "always has the value of " + other + ": keep one");
    config.definitions().forEach((id, tag) -> unit(TagCompiler.PREFIX + id, tag, warnings));
    if (errors.isEmpty()) {
      ladders(config, warnings);
    }
    return new Lint(config.definitions().size(), errors, warnings.found());
  }

  private static void unit(String path, TagDefinition tag, Problems warnings) {
    if (tag.type().isNumeric() && tag.unit().isEmpty()) {
      warnings.add(path + ".unit", null, "is missing: what does the number count?");
    }
  }

  private static Object rule(TagDefinition tag) {
    return List.of(
        tag.kind(),
        tag.type(),
        tag.window(),
        tag.expression().map(String::strip),
        tag.steps(),
        tag.otherwise(),
        tag.since(),
        List.of(tag.sequence(), tag.attribute()),
        List.of(tag.validFrom(), tag.validUntil()));
  }

  private static void ladders(TagsConfig config, Problems warnings) {
    Map<String, ValueType> types = new TreeMap<>();
    config.definitions().forEach((id, tag) -> types.put(id, tag.type()));
    LadderLint lint = new LadderLint(types);
    config
        .definitions()
        .forEach(
            (id, tag) -> {
              if (tag.kind() == TagKind.LADDER) {
                lint.check(
                    tag,
                    (place, what) -> warnings.add(TagCompiler.PREFIX + id + place, null, what));
              }
            });
  }
}
