package io.lakeprint.ml.training;

import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.JobContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of prediction that there are, by name: Lakeprint's own and those of {@code labels}. */
public final class ModelDefinitions {
  private final Map<String, ModelDefinition> own;

  /** These kinds, and those that the configuration defines. */
  public ModelDefinitions(List<ModelDefinition> own) {
    this.own =
        own.stream()
            .collect(
                Collectors.toMap(
                    ModelDefinition::name,
                    Function.identity(),
                    (first, second) -> first,
                    LinkedHashMap::new));
  }

  /**
   * Notes what is wrong with the configuration of some of them.
   *
   * @param key of the setting that names them
   */
  public void check(CheckContext context, String key, List<String> names) {
    context.define("models", names);
    context
        .settings(LabelsConfig.PATH, LabelsConfig.class)
        .ifPresent(
            labels ->
                names.forEach(
                    name ->
                        context.attempt(key, () -> definition(labels, key, name).check(context))));
  }

  /** What some of them predict. */
  public List<LabelSpec> labels(JobContext context, List<String> names) {
    LabelsConfig labels = context.settings(LabelsConfig.PATH, LabelsConfig.class);
    return names.stream().map(name -> definition(labels, "models", name).label(context)).toList();
  }

  private ModelDefinition definition(LabelsConfig labels, String key, String name) {
    Map<String, ModelDefinition> all = new LinkedHashMap<>(own);
    new TreeMap<>(labels.definitions())
        .forEach(
            (defined, definition) -> {
              if (all.put(defined, new DefinedModel(defined, definition)) != null) {
                throw TrainErrors.modelTaken(defined);
              }
            });
    ModelDefinition definition = all.get(name);
    if (definition == null) {
      throw TrainErrors.unknownModel(key, name, all.keySet());
    }
    return definition;
  }
}
