package io.lakeprint.common.people;

import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.AttributeUpdatesTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Imported attributes of people at the end of a day.
 *
 * <p>In: {@code profile.attribute_updates} and {@code identity.identity_map}. Out: {@code one_id}
 * and a column for each attribute, of its value as text, the source that made it so and the moment
 * since when; null where it is not set. A change belongs to the person who owned its node at the
 * time. Changes of one person are taken in the order of time, those of one moment by source and
 * event id: what sets, sets; {@code set_once} only where nothing is set; {@code increment} adds
 * numbers; {@code append} joins texts with a comma; {@code unset} and {@code delete} take away.
 *
 * @param names the attributes
 * @param asOf changes of later days are left out
 */
public record AttributesTransform(Set<String> names, LocalDate asOf) {

  private static final String VALUE = "value";
  private static final String SOURCE = "source";
  private static final String SINCE = "since";

  /** Stands where a change is about all attributes. */
  public static final String EVERYTHING = "*";

  /** The value of an attribute as text, over the columns of the result. */
  public static Column value(String attribute) {
    return of(attribute).getField(VALUE);
  }

  /** The source of the change that made the value what it is. */
  public static Column source(String attribute) {
    return of(attribute).getField(SOURCE);
  }

  /** The moment of the change that made the value what it is. */
  public static Column since(String attribute) {
    return of(attribute).getField(SINCE);
  }

  /** The changes that belong to the owners in {@code identityMap}. */
  public static Dataset<Row> ofOwners(Dataset<Row> updates, Dataset<Row> identityMap) {
    return updates.join(owners(identityMap), isOwned(), "left_semi");
  }

  private static Column of(String attribute) {
    return Deeds.quoted(column(attribute));
  }

  private static String column(String attribute) {
    return "attribute " + attribute;
  }

  /** One row per person with a change to one of the attributes. */
  public Dataset<Row> apply(Dataset<Row> updates, Dataset<Row> identityMap) {
    List<Column> values = new ArrayList<>();
    names.forEach(name -> values.add(told(name).as(column(name))));
    return owned(updates, identityMap)
        .groupBy(PersonsTable.ONE_ID.col())
        .agg(values.get(0), values.stream().skip(1).toArray(Column[]::new));
  }

  private Dataset<Row> owned(Dataset<Row> updates, Dataset<Row> identityMap) {
    Object[] wanted = Stream.concat(names.stream(), Stream.of(EVERYTHING)).toArray();
    return updates
        .where(AttributeUpdatesTable.EVENT_DATE.col().leq(lit(asOf)))
        .where(AttributeUpdatesTable.ATTRIBUTE.col().isin(wanted))
        .join(owners(identityMap), isOwned());
  }

  private static Dataset<Row> owners(Dataset<Row> identityMap) {
    return identityMap
        .where(IdentityMapTable.ONE_ID.col().isNotNull())
        .select(
            IdentityMapTable.NODE_ID.col(),
            IdentityMapTable.ONE_ID.col(),
            IdentityMapTable.VALID_FROM.col(),
            IdentityMapTable.VALID_TO.col());
  }

  private static Column isOwned() {
    Column at = AttributeUpdatesTable.UPDATED_AT.col();
    return AttributeUpdatesTable.ANCHOR_NODE
        .col()
        .equalTo(IdentityMapTable.NODE_ID.col())
        .and(at.geq(IdentityMapTable.VALID_FROM.col()))
        .and(IdentityMapTable.VALID_TO.col().isNull().or(at.lt(IdentityMapTable.VALID_TO.col())));
  }

  private static Column told(String name) {
    Column change =
        struct(
            AttributeUpdatesTable.UPDATED_AT.col(),
            AttributeUpdatesTable.SOURCE.col(),
            AttributeUpdatesTable.EVENT_ID.col(),
            AttributeUpdatesTable.OPERATION.col(),
            AttributeUpdatesTable.VALUE.col());
    Column isAbout = AttributeUpdatesTable.ATTRIBUTE.col().isin(name, EVERYTHING);
    return aggregate(
        array_sort(collect_list(when(isAbout, change))),
        struct(
            lit(null).cast(Types.STRING).as(VALUE),
            lit(null).cast(Types.STRING).as(SOURCE),
            lit(null).cast(Types.TIMESTAMP).as(SINCE)),
        AttributesTransform::after);
  }

  /** A change that leaves the value as it was is not what made it so. */
  private static Column after(Column before, Column change) {
    Column was = before.getField(VALUE);
    Column is = value(was, change);
    Column source = change.getField(AttributeUpdatesTable.SOURCE.name());
    Column at = change.getField(AttributeUpdatesTable.UPDATED_AT.name());
    return when(is.eqNullSafe(was), before)
        .otherwise(
            struct(
                is.as(VALUE),
                when(is.isNotNull(), source).as(SOURCE),
                when(is.isNotNull(), at).as(SINCE)));
  }

  private static Column value(Column before, Column change) {
    Column operation = change.getField(AttributeUpdatesTable.OPERATION.name());
    Column value = change.getField(AttributeUpdatesTable.VALUE.name());
    return when(operation.equalTo("set"), value)
        .when(operation.equalTo("set_once"), coalesce(before, value))
        .when(operation.equalTo("increment"), sum(before, value))
        .when(operation.equalTo("append"), concat_ws(",", before, value))
        .otherwise(lit(null).cast(Types.STRING));
  }

  /** What is no number changes nothing; a whole number is written as one. */
  private static Column sum(Column before, Column value) {
    Column sum = coalesce(number(before), lit(0)).plus(number(value));
    return coalesce(regexp_replace(sum.cast(Types.STRING), "\\.?0+$", ""), before);
  }

  private static Column number(Column text) {
    return text.try_cast(DataTypes.createDecimalType(28, 6));
  }
}
