package io.lakeprint.common.people;

import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.ids.KnownPeopleTransform;
import io.lakeprint.common.tables.AttributeUpdatesTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
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
  private static final String DAYS = "days";

  /** The day that a row of {@link #atEach} speaks of. */
  public static final String DAY = "day";

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
    return changes(wanted(updates).join(owners(identityMap), isOwned()))
        .select(columns(List.of(PersonsTable.ONE_ID.col()), changes -> changes));
  }

  /**
   * The attributes at each of several days, in one pass: {@link #DAY} and the columns of {@link
   * #apply}, one row per day and person with a change at any time. No change of a later day counts.
   *
   * @param days none after {@code asOf}
   * @param identityLog says who people were at each of the days ({@link KnownPeopleTransform});
   *     empty = those of {@code identityMap}
   */
  public Dataset<Row> atEach(
      List<LocalDate> days,
      Dataset<Row> updates,
      Dataset<Row> identityMap,
      Optional<Dataset<Row>> identityLog) {
    Dataset<Row> owned = wanted(updates).join(owners(identityMap), isOwned(), "left");
    Column at = AttributeUpdatesTable.UPDATED_AT.col();
    Column all = array(days.stream().map(functions::lit).toArray(Column[]::new));
    Dataset<Row> known =
        identityLog
            .map(
                log ->
                    new KnownPeopleTransform(days)
                        .apply(owned, at, log)
                        .withColumn(DAYS, filter(all, KnownPeopleTransform::isKnownAt)))
            .orElseGet(
                () -> owned.where(PersonsTable.ONE_ID.col().isNotNull()).withColumn(DAYS, all));
    Column notYet = AttributeUpdatesTable.EVENT_DATE.col();
    return changes(known.withColumn(DAYS, filter(col(DAYS), day -> day.geq(notYet))), col(DAYS))
        .withColumn(DAY, explode(all))
        .select(
            columns(
                List.of(col(DAY), PersonsTable.ONE_ID.col()),
                changes ->
                    filter(changes, change -> array_contains(change.getField(DAYS), col(DAY)))));
  }

  private Column[] columns(List<Column> key, UnaryOperator<Column> counts) {
    return Stream.concat(
            key.stream(), names.stream().map(name -> told(counts.apply(of(name))).as(column(name))))
        .toArray(Column[]::new);
  }

  private Dataset<Row> wanted(Dataset<Row> updates) {
    Object[] wanted = Stream.concat(names.stream(), Stream.of(EVERYTHING)).toArray();
    return updates
        .where(AttributeUpdatesTable.EVENT_DATE.col().leq(lit(asOf)))
        .where(AttributeUpdatesTable.ATTRIBUTE.col().isin(wanted));
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

  /** The changes to each attribute of each person, in their order. */
  private Dataset<Row> changes(Dataset<Row> owned, Column... also) {
    Column change =
        struct(
            Stream.concat(
                    Stream.of(
                        AttributeUpdatesTable.UPDATED_AT.col(),
                        AttributeUpdatesTable.SOURCE.col(),
                        AttributeUpdatesTable.EVENT_ID.col(),
                        AttributeUpdatesTable.OPERATION.col(),
                        AttributeUpdatesTable.VALUE.col()),
                    Stream.of(also))
                .toArray(Column[]::new));
    List<Column> all =
        names.stream()
            .map(
                name ->
                    array_sort(
                            collect_list(
                                when(
                                    AttributeUpdatesTable.ATTRIBUTE.col().isin(name, EVERYTHING),
                                    change)))
                        .as(column(name)))
            .toList();
    return owned
        .groupBy(PersonsTable.ONE_ID.col())
        .agg(all.get(0), all.stream().skip(1).toArray(Column[]::new));
  }

  private static Column told(Column changes) {
    return aggregate(
        changes,
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
