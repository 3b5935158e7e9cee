package io.lakeprint.common.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.definitions.Conditions.Subject;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.testkit.SparkExtension;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class ConditionsTest {

  private static final StructType SCHEMA =
      new StructType()
          .add("name", "string")
          .add("count", ValueType.LONG.dataType())
          .add("city", ValueType.TEXT.dataType())
          .add("at", ValueType.TIMESTAMP.dataType())
          .add("likes", ValueType.LIST.dataType());

  private static final Conditions CONDITIONS =
      new Conditions(
          Map.of(
              "count", subject("count", ValueType.LONG),
              "city", subject("city", ValueType.TEXT),
              "at", subject("at", ValueType.TIMESTAMP),
              "likes", subject("likes", ValueType.LIST)),
          new BusinessDays(ZoneId.of("Asia/Shanghai")));

  private final Dataset<Row> rows;

  ConditionsTest(SparkSession spark) {
    this.rows =
        spark.createDataFrame(
            List.of(
                row("three", 3L, "Hangzhou", "2026-03-31T15:59:59Z", "hats", "bags"),
                row("four", 4L, "Beijing", "2026-03-31T16:00:00Z", "hats"),
                row("nothing", null, null, null)),
            SCHEMA);
  }

  @Test
  void onAMissingValueOnlyFourOperatorsHold() {
    Set<Operator> held = new TreeSet<>();
    for (Operator op : Operator.values()) {
      if (holds(example(op)).contains("nothing")) {
        held.add(op);
      }
    }

    assertThat(held)
        .containsExactly(
            Operator.NOT_EQUALS, Operator.NOT_IN, Operator.MISSING, Operator.HAS_NONE_OF);
  }

  @Test
  void comparesAsItSays() {
    assertThat(holds(Condition.of("count", Operator.GREATER_THAN, "3"))).containsExactly("four");
    assertThat(holds(Condition.of("count", Operator.GREATER_THAN_OR_EQUAL_TO, "3")))
        .containsExactly("four", "three");
    assertThat(holds(Condition.of("count", Operator.GREATER_THAN, "3.5"))).containsExactly("four");
    assertThat(holds(Condition.of("count", Operator.BETWEEN, List.of("1", "3"))))
        .containsExactly("three");
    assertThat(holds(Condition.of("city", Operator.STARTS_WITH, "Bei"))).containsExactly("four");
    assertThat(holds(Condition.of("city", Operator.MATCHES_REGEX, "Bei|Hang.*")))
        .as("the whole text")
        .containsExactly("three");
    assertThat(holds(Condition.of("likes", Operator.ALL, List.of("hats", "bags"))))
        .containsExactly("three");
    assertThat(holds(Condition.of("likes", Operator.HAS_NONE_OF, List.of("bags"))))
        .containsExactly("four", "nothing");
    assertThat(holds(Condition.of("at", Operator.IS_DAY, "2026-03-31")))
        .as("days of the business zone")
        .containsExactly("three");
  }

  @Test
  void negationIsThePlainOpposite() {
    Condition many = Condition.of("count", Operator.GREATER_THAN, "3");
    Condition here = Condition.of("city", Operator.EQUALS, "Hangzhou");

    assertThat(holds(Condition.opposite(many))).containsExactly("nothing", "three");
    assertThat(holds(Condition.opposite(Condition.allOf(many, here))))
        .isEqualTo(holds(Condition.anyOf(Condition.opposite(many), Condition.opposite(here))));
    assertThat(holds(Condition.opposite(Condition.anyOf(many, here))))
        .isEqualTo(holds(Condition.allOf(Condition.opposite(here), Condition.opposite(many))));
  }

  @Test
  void aNodeHasOneShapeAndTheOperandsOfItsOperator() {
    assertThatThrownBy(Condition::allOf).hasMessageContaining("exactly one");
    assertThatThrownBy(() -> Condition.of("count", Operator.EXISTS, "1"))
        .hasMessageContaining("neither value nor values");
    assertThatThrownBy(() -> Condition.of("count", Operator.BETWEEN, List.of("1")))
        .hasMessageContaining("[from, to]");
  }

  private static Condition example(Operator op) {
    return switch (op.operands()) {
      case NONE -> Condition.of("count", op, List.of());
      case TWO -> Condition.of("count", op, List.of("1", "3"));
      case MANY ->
          op.accepts(ValueType.LIST)
              ? Condition.of("likes", op, List.of("hats"))
              : Condition.of("count", op, List.of("3"));
      case ONE -> {
        String tag =
            op.accepts(ValueType.LONG) ? "count" : op.accepts(ValueType.TEXT) ? "city" : "at";
        yield Condition.of(tag, op, tag.equals("at") ? "2026-03-31" : "3");
      }
    };
  }

  private List<String> holds(Condition condition) {
    Column column = CONDITIONS.column(condition);
    List<String> names = new ArrayList<>();
    rows.filter(column).select("name").collectAsList().forEach(row -> names.add(row.getString(0)));
    names.sort(null);
    return names;
  }

  private static Subject subject(String name, ValueType type) {
    return new Subject(type, functions.col(name));
  }

  private static Row row(
      String name,
      @org.jspecify.annotations.Nullable Long count,
      @org.jspecify.annotations.Nullable String city,
      @org.jspecify.annotations.Nullable String at,
      String... likes) {
    return RowFactory.create(
        name,
        count,
        city,
        at == null ? null : Timestamp.from(Instant.parse(at)),
        likes.length == 0
            ? null
            : Arrays.stream(likes).map(like -> RowFactory.create(like, 1.0)).toList());
  }
}
