package io.lakeprint.jobs.tags;

import io.lakeprint.common.config.Problems;
import io.lakeprint.common.config.Problems.Problem;
import io.lakeprint.common.definitions.DefinitionText;
import io.lakeprint.common.definitions.TagDefinition;
import io.lakeprint.common.definitions.TagKind;
import io.lakeprint.common.definitions.TagsConfig;
import io.lakeprint.common.definitions.ValueType;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/**
 * What is wrong with a catalogue, and what is allowed and most likely not meant. Looks at
 * definitions only: an event that no standard and no setting names may still be in a lake.
 *
 * @param errors what {@code tags} would refuse
 * @param warnings what it would compute all the same
 */
public record TagLint(List<Problem> errors, List<Problem> warnings) {

  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparing(Problem::path).thenComparing(Problem::message);

  /** Looks at every definition. */
  public static TagLint of(TagsConfig config, SparkSession spark) {
    SparkExpressionTypes types = new SparkExpressionTypes(spark);
    List<Problem> errors = TagCompiler.check(config, types).found();
    Problems warnings = new Problems();
    TagCompiler.check(config, Optional.of(Set.of()), types).found().stream()
        .filter(problem -> !errors.contains(problem))
        .forEach(
            problem ->
                warnings.add(
                    problem.path(),
                    null,
                    problem.message()
                        + " It is none of the standard events and of tags.events; a run accepts it"
                        + " once the lake has seen it."));
    unused(config, warnings);
    config.definitions().forEach((id, tag) -> words(TagCompiler.PREFIX + id, tag, warnings));
    twins(config, "name-zh", TagDefinition::nameZh, warnings);
    twins(config, "name-en", TagDefinition::nameEn, warnings);
    sameRules(config, warnings);
    if (errors.isEmpty()) {
      ladders(config, warnings);
    }
    return new TagLint(sorted(errors), sorted(warnings.found()));
  }

  private static List<Problem> sorted(List<Problem> problems) {
    return problems.stream().sorted(BY_PLACE).toList();
  }

  private static void words(String path, TagDefinition tag, Problems warnings) {
    if (!tag.nameZh().codePoints().anyMatch(Character::isIdeographic)) {
      warnings.add(path + ".name-zh", null, "is not Chinese: '" + tag.nameZh() + "'");
    }
    if (tag.nameEn().codePoints().anyMatch(Character::isIdeographic)) {
      warnings.add(path + ".name-en", null, "is not English: '" + tag.nameEn() + "'");
    }
    if (tag.description().isEmpty()) {
      warnings.add(path + ".description", null, "is missing: nobody can tell what it means");
    }
    if (tag.type().isNumeric() && tag.unit().isEmpty()) {
      warnings.add(path + ".unit", null, "is missing: what does the number count?");
    }
  }

  private static void unused(TagsConfig config, Problems warnings) {
    String written =
        config.definitions().values().stream()
            .map(tag -> DefinitionText.of(tag).text())
            .collect(Collectors.joining("\n"));
    config.events().stream()
        .filter(event -> !written.contains(event))
        .forEach(
            event ->
                warnings.add(
                    TagsConfig.PATH + ".events", null, "no definition uses '" + event + "'"));
  }

  private static void twins(
      TagsConfig config, String key, Function<TagDefinition, String> name, Problems warnings) {
    Map<String, String> first = new TreeMap<>();
    config
        .definitions()
        .forEach(
            (id, tag) -> {
              String other = first.putIfAbsent(name.apply(tag), id);
              if (other != null) {
                warnings.add(
                    TagCompiler.PREFIX + id + "." + key, null, "is that of " + other + " too");
              }
            });
  }

  /** Tags whose values cannot differ. */
  private static void sameRules(TagsConfig config, Problems warnings) {
    Map<List<Object>, String> first = new LinkedHashMap<>();
    config
        .definitions()
        .forEach(
            (id, tag) -> {
              String other = first.putIfAbsent(rule(tag), id);
              if (other != null) {
                warnings.add(
                    TagCompiler.PREFIX + id,
                    null,
                    "always has the value of " + other + ": keep one");
              }
            });
  }

  private static List<Object> rule(TagDefinition tag) {
    return List.of(
        tag.kind(),
        tag.type(),
        tag.window(),
        tag.expression().map(String::strip),
        tag.steps(),
        tag.otherwise(),
        tag.since(),
        tag.sequence(),
        tag.validFrom(),
        tag.validUntil());
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
