package io.lakeprint.ml.training;

import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.JobContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of prediction that there are, by name. */
public final class ModelDefinitions {
  private final Map<String, ModelDefinition> byName;

  /** These kinds. */
  public ModelDefinitions(List<ModelDefinition> definitions) {
    byName =
        definitions.stream()
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
    names.forEach(name -> context.attempt(key, () -> definition(key, name).check(context)));
  }

  /** What some of them predict. */
  public List<LabelSpec> labels(JobContext context, List<String> names) {
    return names.stream().map(name -> definition("models", name).label(context)).toList();
  }

  private ModelDefinition definition(String key, String name) {
    ModelDefinition definition = byName.get(name);
    if (definition == null) {
      throw TrainErrors.unknownModel(key, name, byName.keySet());
    }
    return definition;
  }
}
