package io.lakeprint.common.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.definitions.Conditions.Subject;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.testkit.SparkExtension;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What every operator says of a value that meets it, of one that does not, and of none. */
@ExtendWith(SparkExtension.class)
class OperatorTableTest {

  /** The truth table of Apache Unomi: operator, type, operands, value, whether it holds. */
  private static final String TABLE =
      """
      equals                   | long      | 3                | 3                    | true
      equals                   | long      | 3                | 4                    | false
      equals                   | long      | 3                | missing              | false
      not-equals               | long      | 3                | 4                    | true
      not-equals               | long      | 3                | 3                    | false
      not-equals               | long      | 3                | missing              | true
      greater-than             | long      | 3                | 4                    | true
      greater-than             | long      | 3                | 3                    | false
      greater-than             | long      | 3                | missing              | false
      greater-than-or-equal-to | long      | 3                | 3                    | true
      greater-than-or-equal-to | long      | 3                | 2                    | false
      greater-than-or-equal-to | long      | 3                | missing              | false
      less-than                | long      | 3                | 2                    | true
      less-than                | long      | 3                | 3                    | false
      less-than                | long      | 3                | missing              | false
      less-than-or-equal-to    | long      | 3                | 3                    | true
      less-than-or-equal-to    | long      | 3                | 4                    | false
      less-than-or-equal-to    | long      | 3                | missing              | false
      between                  | long      | 3, 5             | 3                    | true
      between                  | long      | 3, 5             | 5                    | true
      between                  | long      | 3, 5             | 6                    | false
      between                  | long      | 3, 5             | missing              | false
      in                       | text      | hats, bags       | hats                 | true
      in                       | text      | hats, bags       | shoes                | false
      in                       | text      | hats, bags       | missing              | false
      not-in                   | text      | hats, bags       | shoes                | true
      not-in                   | text      | hats, bags       | hats                 | false
      not-in                   | text      | hats, bags       | missing              | true
      exists                   | text      |                  | hats                 | true
      exists                   | text      |                  | missing              | false
      missing                  | text      |                  | hats                 | false
      missing                  | text      |                  | missing              | true
      contains                 | text      | at               | hats                 | true
      contains                 | text      | at               | shoes                | false
      contains                 | text      | at               | missing              | false
      not-contains             | text      | at               | shoes                | true
      not-contains             | text      | at               | hats                 | false
      not-contains             | text      | at               | missing              | false
      starts-with              | text      | ha               | hats                 | true
      starts-with              | text      | ha               | aha                  | false
      starts-with              | text      | ha               | missing              | false
      ends-with                | text      | ts               | hats                 | true
      ends-with                | text      | ts               | hat                  | false
      ends-with                | text      | ts               | missing              | false
      matches-regex            | text      | h.t              | hat                  | true
      matches-regex            | text      | h.t              | hats                 | false
      matches-regex            | text      | h.t              | missing              | false
      all                      | list      | hats, bags       | bags+hats+shoes      | true
      all                      | list      | hats, bags       | hats                 | false
      all                      | list      | hats, bags       | missing              | false
      has-some-of              | list      | hats, bags       | hats                 | true
      has-some-of              | list      | hats, bags       | shoes                | false
      has-some-of              | list      | hats, bags       | missing              | false
      has-none-of              | list      | hats, bags       | shoes                | true
      has-none-of              | list      | hats, bags       | hats                 | false
      has-none-of              | list      | hats, bags       | missing              | true
      is-day                   | timestamp | 2026-03-31       | 2026-03-31T15:59:59Z | true
      is-day                   | timestamp | 2026-03-31       | 2026-03-31T16:00:00Z | false
      is-day                   | timestamp | 2026-03-31       | missing              | false
      is-not-day               | timestamp | 2026-03-31       | 2026-03-31T16:00:00Z | true
      is-not-day               | timestamp | 2026-03-31       | 2026-03-31T15:59:59Z | false
      is-not-day               | timestamp | 2026-03-31       | missing              | false
      """;

  private record Case(
      Operator op, ValueType type, List<String> operands, String value, boolean holds) {

    static Case of(String line) {
      List<String> cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
      return new Case(
          Operator.valueOf(constant(cells.get(0))),
          ValueType.valueOf(constant(cells.get(1))),
          cells.get(2).isEmpty() ? List.of() : List.of(cells.get(2).split(", ")),
          cells.get(3),
          Boolean.parseBoolean(cells.get(4)));
    }

    private static String constant(String written) {
      return written.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    Column column() {
      Subject subject = new Subject(type, subject());
      Condition condition =
          op.operands() == Operator.Operands.ONE
              ? Condition.of("it", op, operands.get(0))
              : Condition.of("it", op, operands);
      return new Conditions(Map.of("it", subject), new BusinessDays(ZoneId.of("Asia/Shanghai")))
          .column(condition);
    }

    private Column subject() {
      if (value.equals("missing")) {
        return functions.lit(null).cast(type.dataType());
      }
      if (type == ValueType.LIST) {
        Column[] entries =
            Arrays.stream(value.split("\\+"))
                .map(
                    entry ->
                        functions.struct(
                            functions.lit(entry).as(ValueType.LIST_VALUE),
                            functions.lit(1.0).as(ValueType.LIST_WEIGHT)))
                .toArray(Column[]::new);
        return functions.array(entries);
      }
      return type.value(value);
    }
  }

  @Test
  void theTableHolds(SparkSession spark) {
    List<Case> cases = TABLE.lines().map(Case::of).toList();
    Row row = spark.range(1).select(cases.stream().map(Case::column).toArray(Column[]::new)).head();

    assertThat(
            IntStream.range(0, cases.size())
                .filter(i -> row.getBoolean(i) != cases.get(i).holds())
                .mapToObj(cases::get))
        .isEmpty();
  }

  @Test
  void theTableHasEveryOperatorWithAndWithoutAValue() {
    for (boolean missing : List.of(true, false)) {
      Set<Operator> told = EnumSet.noneOf(Operator.class);
      TABLE
          .lines()
          .map(Case::of)
          .filter(one -> one.value().equals("missing") == missing)
          .forEach(one -> told.add(one.op()));
      assertThat(told).containsExactly(Operator.values());
    }
  }
}
