package io.lakeprint.jobs.segments;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.definitions.Condition;
import io.lakeprint.common.definitions.Conditions;
import io.lakeprint.common.definitions.DefinitionText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many people each condition of a tree holds for, and how many are left of {@code all} after
 * each of its conditions, in the order in which they are written.
 *
 * @param tree the condition of a segment
 */
record WaterfallTransform(Condition tree) {

  /**
   * One condition of the tree.
   *
   * @param depth how deep it stands
   * @param text as it is written; {@code all}, {@code any} or {@code not} where others are in it
   * @param condition itself
   * @param until itself and the conditions before it, where it is one of {@code all}
   */
  record Step(int depth, String text, Condition condition, List<Condition> until) {}

  /** The conditions from the outermost on, each before those in it. */
  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    walk(0, tree, List.of(tree), steps);
    return steps;
  }

  /** Of each step whether it holds for a person, and whether the person is left, in columns. */
  List<Column> judged(Conditions conditions) {
    List<Column> judged = new ArrayList<>();
    for (Step step : steps()) {
      judged.add(conditions.column(step.condition()).as(name(judged.size())));
      Column isLeft =
          step.until().stream().map(conditions::column).reduce(Column::and).orElseThrow();
      judged.add(isLeft.as(name(judged.size())));
    }
    return judged;
  }

  /** One row over people with these columns: how many, and of each column those it holds for. */
  Dataset<Row> counted(Dataset<Row> people) {
    return people.agg(
        count(lit(1)),
        IntStream.range(0, 2 * steps().size())
            .mapToObj(number -> count(when(col(name(number)), 1)))
            .toArray(Column[]::new));
  }

  private static String name(int number) {
    return "judged " + number;
  }

  private static void walk(int depth, Condition at, List<Condition> until, List<Step> steps) {
    steps.add(new Step(depth, text(at), at, until));
    for (int i = 0; i < at.all().size(); i++) {
      walk(depth + 1, at.all().get(i), at.all().subList(0, i + 1), steps);
    }
    at.any().forEach(child -> walk(depth + 1, child, List.of(child), steps));
    at.not().ifPresent(child -> walk(depth + 1, child, List.of(child), steps));
  }

  private static String text(Condition condition) {
    if (condition.isLeaf()) {
      return DefinitionText.of(condition).line();
    }
    return condition.not().isPresent() ? "not" : condition.all().isEmpty() ? "any" : "all";
  }
}
