package io.lakeprint.ml.features;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_date;

import io.lakeprint.common.ids.KnownPeopleTransform;
import io.lakeprint.common.people.ByPerson;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.common.tables.Types;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Makes of the roll-ups of a person one row per snapshot that knows an event of theirs: its day
 * (since 1970), the person, the anchor, and the features in their order.
 */
final class FeaturesGather implements ByPerson.Gather<PersonLog> {

  private static final long serialVersionUID = 1L;

  /** Kinds of rows. */
  static final int ACTIVITY = 0;

  static final int SESSION = 1;
  static final int VALUE = 2;

  /** Day of the snapshot, since 1970. */
  static final String AS_OF = "as_of day";

  /** Columns of a row of any kind. */
  private static final int COLUMNS = 9;

  private static final Column NO_AMOUNT = lit(null).cast(DailyActivityTable.AMOUNT.type());

  private final ArrayList<LocalDate> snapshots;
  private final ArrayList<Measure.Value> values;
  private final StructType schema;

  FeaturesGather(List<LocalDate> snapshots, List<Measure.Value> values, List<String> names) {
    this.snapshots = new ArrayList<>(snapshots);
    this.values = new ArrayList<>(values);
    StructType known =
        new StructType()
            .add(AS_OF, DataTypes.IntegerType, false)
            .add(FeaturesTable.ONE_ID.name(), DataTypes.StringType, false)
            .add(FeaturesTable.ANCHOR_NODE.name(), DataTypes.LongType, false);
    for (String name : names) {
      known = known.add(name, DataTypes.DoubleType);
    }
    this.schema = known;
  }

  StructType schema() {
    return schema;
  }

  /** Columns of a row of activity, in the order in which {@link #add} reads them. */
  static Column[] row(
      int kind,
      Column person,
      Column day,
      Column marks,
      Column number,
      Column millis,
      Column amount,
      Column firstAt,
      Column anchor) {
    return new Column[] {
      person.as(FeaturesTable.ONE_ID.name()),
      lit(kind),
      unix_date(day),
      marks,
      number,
      millis,
      amount,
      firstAt,
      anchor
    };
  }

  /**
   * Columns of a session.
   *
   * @param over the day on which the last event may be that belongs to it
   */
  static Column[] session(Column person, Column day, Column bounces, Column seconds, Column over) {
    Column none = lit(0L);
    Column lastDay = unix_date(over).cast(Types.LONG);
    return row(
        SESSION, person, day, bounces, seconds.cast(Types.LONG), lastDay, NO_AMOUNT, none, none);
  }

  /** Columns of a row of another kind. */
  static Column[] row(int kind, Column person, Column day, Column marks, Column number) {
    Column none = lit(0L);
    return row(kind, person, day, marks, number.cast(Types.LONG), none, NO_AMOUNT, none, none);
  }

  /**
   * A row of any kind that counts only for some snapshots, as {@link KnownPeopleTransform} says.
   *
   * @param row as above
   */
  static Column[] knownFor(Column[] row) {
    return Stream.concat(
            Arrays.stream(row),
            Stream.of(
                unix_date(col(KnownPeopleTransform.FROM)), unix_date(col(KnownPeopleTransform.TO))))
        .toArray(Column[]::new);
  }

  @Override
  public PersonLog start() {
    return new PersonLog();
  }

  @Override
  public void add(PersonLog all, Row row) {
    int day = row.getInt(2);
    long marks = row.getLong(3);
    long number = row.getLong(4);
    PersonLog.Rows rows =
        switch (row.getInt(1)) {
          case ACTIVITY -> all.activity;
          case SESSION -> all.sessions;
          default -> all.values;
        };
    rows.add(day, marks, number);
    if (rows != all.values) {
      rows.did(
          new PersonLog.Deed(
              row.getLong(5), (BigDecimal) row.get(6), row.getLong(7), row.getLong(8)));
    }
    // Behind them stands the hash of the person, whether a row says when it was known or not.
    if (row.length() > COLUMNS + 1) {
      rows.known(row.getInt(COLUMNS), row.getInt(COLUMNS + 1));
    }
  }

  @Override
  public List<Row> finish(String person, PersonLog all) {
    List<Row> rows = new ArrayList<>();
    for (LocalDate snapshot : snapshots) {
      KnownThen known = new KnownThen(all.knownAt(snapshot), snapshot);
      Long anchor = known.anchor();
      if (anchor != null) {
        @Nullable Object[] row = new @Nullable Object[3 + values.size()];
        row[0] = Math.toIntExact(snapshot.toEpochDay());
        row[1] = person;
        row[2] = anchor;
        for (int i = 0; i < values.size(); i++) {
          row[3 + i] = values.get(i).of(known);
        }
        rows.add(RowFactory.create(row));
      }
    }
    return rows;
  }
}
