package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.definitions.Condition;
import io.lakeprint.common.definitions.Conditions;
import io.lakeprint.common.definitions.ValueType;
import io.lakeprint.common.people.AttributesTransform;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.jspecify.annotations.Nullable;

/** How a tag's value follows from measures, facets and other tags of the same person. */
sealed interface Rule {

  /** The tags that it refers to. */
  Set<String> needs();

  /** The conditions that it asks. */
  default Stream<Condition> conditions() {
    return Stream.empty();
  }

  /** The value, over columns named after measures, facets and tags. */
  Column value(ValueType type, Conditions conditions);

  /** SQL in which every call has become a column. */
  record Sql(String sql, Set<String> needs) implements Rule {
    @Override
    public Column value(ValueType type, Conditions conditions) {
      return expr(sql);
    }
  }

  /** The first step that holds. */
  record Ladder(List<Rung> steps, Optional<String> otherwise) implements Rule {

    /** A value and when it is taken. */
    record Rung(String value, Condition when) {}

    @Override
    public Stream<Condition> conditions() {
      return steps.stream().map(Rung::when);
    }

    @Override
    public Set<String> needs() {
      return steps.stream()
          .flatMap(step -> Conditions.tags(step.when()).stream())
          .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Column value(ValueType type, Conditions conditions) {
      @Nullable Column value = null;
      // One expression with a branch per step: nested ones would be as deep as the ladder is long.
      for (Rung step : steps) {
        Column holds = conditions.column(step.when());
        Column taken = type.value(step.value());
        value = value == null ? when(holds, taken) : value.when(holds, taken);
      }
      Column none = otherwise.map(type::value).orElse(lit(null).cast(type.dataType()));
      return value == null ? none : value.otherwise(none);
    }
  }

  /** Whether a condition holds. */
  record Holds(Condition condition) implements Rule {
    @Override
    public Set<String> needs() {
      return Set.copyOf(Conditions.tags(condition));
    }

    @Override
    public Stream<Condition> conditions() {
      return Stream.of(condition);
    }

    @Override
    public Column value(ValueType type, Conditions conditions) {
      return conditions.column(condition);
    }
  }

  /** What a source says of the person; what is no value of the type is none. */
  record Imported(String attribute) implements Rule {
    @Override
    public Set<String> needs() {
      return Set.of();
    }

    @Override
    public Column value(ValueType type, Conditions conditions) {
      return AttributesTransform.value(attribute).try_cast(type.dataType());
    }
  }

  /** The last step whose count is above zero. */
  record Position(List<Stage> steps, Optional<String> otherwise) implements Rule {

    /** A value and the measure that counts its event. */
    record Stage(String value, String measure) {}

    @Override
    public Set<String> needs() {
      return Set.of();
    }

    @Override
    public Column value(ValueType type, Conditions conditions) {
      Column value = otherwise.map(type::value).orElse(lit(null).cast(type.dataType()));
      for (Stage step : steps) {
        value =
            when(col("`" + step.measure() + "`").gt(0), type.value(step.value())).otherwise(value);
      }
      return value;
    }
  }

  /** The values of a facet, or its first one. A value that is no number is none. */
  record Choice(String facet) implements Rule {
    @Override
    public Set<String> needs() {
      return Set.of();
    }

    @Override
    public Column value(ValueType type, Conditions conditions) {
      Column list = col("`" + facet + "`");
      return type == ValueType.LIST
          ? list
          : get(list, lit(0)).getField(ValueType.LIST_VALUE).try_cast(type.dataType());
    }
  }
}
