package io.lakeprint.common.definitions;

import io.lakeprint.common.config.Problems;
import io.lakeprint.common.config.Problems.Problem;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What is wrong with definitions of one kind, and what is allowed and most likely not meant, each
 * in order of its place.
 *
 * @param definitions how many there are
 * @param errors what a run would refuse
 * @param warnings what it would compute all the same
 */
public record Lint(int definitions, List<Problem> errors, List<Problem> warnings) {

  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparing(Problem::path).thenComparing(Problem::message);

  public Lint {
    errors = errors.stream().sorted(BY_PLACE).toList();
    warnings = warnings.stream().sorted(BY_PLACE).toList();
  }

  /**
   * Definitions by id that are looked at for what is odd whatever they define.
   *
   * @param prefix where they stand in the configuration, with a dot at its end
   * @param definitions by id
   * @param description of one
   * @param warnings gets what is odd
   */
  public record Look<D extends Record & Definition>(
      String prefix,
      Map<String, D> definitions,
      Function<D, Optional<String>> description,
      Problems warnings) {

    /** Names that are in the wrong language or told twice, and descriptions that are missing. */
    public void names() {
      definitions.forEach((id, definition) -> words(prefix + id, definition));
      twins("name-zh", Definition::nameZh);
      twins("name-en", Definition::nameEn);
    }

    /**
     * Definitions that cannot differ.
     *
     * @param rule what makes two of them the same
     * @param same what is said of the second
     */
    public void twins(Function<D, Object> rule, Function<String, String> same) {
      Map<Object, String> first = new LinkedHashMap<>();
      new TreeMap<>(definitions)
          .forEach(
              (id, definition) -> {
                String other = first.putIfAbsent(rule.apply(definition), id);
                if (other != null) {
                  warnings.add(prefix + id, null, same.apply(other));
                }
              });
    }

    /**
     * Names in a setting that no definition uses.
     *
     * @param path the setting
     * @param names what it names
     */
    public void unused(String path, Iterable<String> names) {
      for (String name : names) {
        boolean isUsed =
            definitions.values().stream()
                .anyMatch(definition -> DefinitionText.of(definition).text().contains(name));
        if (!isUsed) {
          warnings.add(path, null, "no definition uses '" + name + "'");
        }
      }
    }

    /**
     * What is wrong only as long as the lake has not seen a name.
     *
     * @param strictly what is wrong where the lake has seen nothing
     * @param errors what is wrong whatever the lake has seen
     * @param settings which settings name such things, for the remedy
     */
    public void unseen(List<Problem> strictly, List<Problem> errors, String settings) {
      strictly.stream()
          .filter(problem -> !errors.contains(problem))
          .forEach(
              problem ->
                  warnings.add(
                      problem.path(),
                      null,
                      problem.message()
                          + " It is none of "
                          + settings
                          + "; a run accepts it once the lake has seen it."));
    }

    private void words(String path, D definition) {
      if (!isChinese(definition.nameZh())) {
        warnings.add(path + ".name-zh", null, "is not Chinese: '" + definition.nameZh() + "'");
      }
      if (isChinese(definition.nameEn())) {
        warnings.add(path + ".name-en", null, "is not English: '" + definition.nameEn() + "'");
      }
      if (description.apply(definition).isEmpty()) {
        warnings.add(path + ".description", null, "is missing: nobody can tell what it means");
      }
    }

    private void twins(String key, Function<D, String> name) {
      Map<String, String> first = new TreeMap<>();
      new TreeMap<>(definitions)
          .forEach(
              (id, definition) -> {
                String other = first.putIfAbsent(name.apply(definition), id);
                if (other != null) {
                  warnings.add(prefix + id + "." + key, null, "is that of " + other + " too");
                }
              });
    }

    private static boolean isChinese(String name) {
      return name.codePoints().anyMatch(Character::isIdeographic);
    }
  }
}
