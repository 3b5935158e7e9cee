package io.lakeprint.common.quality;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.TableKind;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.tables.Types;
import io.lakeprint.testkit.SparkExtension;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class QualityCheckTest {

  private static final ColumnSpec NAME = ColumnSpec.required("name", Types.STRING, "Who");
  private static final ColumnSpec PLACE = ColumnSpec.optional("place", Types.STRING, "Where");
  private static final ColumnSpec SIZE =
      ColumnSpec.optional("size", Types.STRING, "How big").oneOf("small", "large");
  private static final TableSpec TABLE =
      TableSpec.of(TableKind.STATE, "profile.things", "One name and place", NAME, PLACE, SIZE)
          .key(NAME, PLACE);

  private final SparkSession spark;

  QualityCheckTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void countsRowsOutsideAClosedSetAndRowsBeyondTheFirstOfAKeyInWhichNullIsAValue() {
    assertThat(
            declared(
                RowFactory.create("a", "x", "small"),
                RowFactory.create("a", null, null),
                RowFactory.create("a", null, "large"),
                RowFactory.create("b", "x", "huge"),
                RowFactory.create("b", "x", "tiny"),
                RowFactory.create("b", "x", "tiny")))
        .containsExactly(
            outcome("size is one of small, large", 6, 3), outcome("the key is unique", 6, 3));
  }

  @Test
  void anEmptyTableIsAsDeclared() {
    assertThat(declared()).hasSize(2).allMatch(QualityCheck.Outcome::isMet);
  }

  @Test
  void aConditionThatIsUnknownIsBroken() {
    QualityCheck check =
        new QualityCheck(
            TableSpec.of(TableKind.JOURNAL, "profile.notes", "One note", NAME, PLACE),
            List.of(
                new Expectation(
                    "somewhere", Expectation.Severity.WARN, PLACE.col().notEqual(lit("nowhere")))));
    assertThat(
            check.of(
                spark.createDataFrame(
                    List.of(RowFactory.create("a", "x"), RowFactory.create("a", null)),
                    check.table().schema())))
        .containsExactly(new QualityCheck.Outcome("somewhere", Expectation.Severity.WARN, 2, 1));
  }

  private List<QualityCheck.Outcome> declared(Row... rows) {
    return QualityCheck.declared(TABLE)
        .of(spark.createDataFrame(Arrays.asList(rows), TABLE.schema()));
  }

  private static QualityCheck.Outcome outcome(String name, long checked, long failed) {
    return new QualityCheck.Outcome(name, Expectation.Severity.GATE, checked, failed);
  }
}
