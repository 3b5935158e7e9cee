package io.lakeprint.jobs.attributes;

import static io.lakeprint.common.tables.AttributeUpdatesTable.ATTRIBUTE;
import static io.lakeprint.common.tables.AttributeUpdatesTable.OPERATION;
import static io.lakeprint.common.tables.AttributeUpdatesTable.UPDATED_AT;
import static io.lakeprint.common.tables.AttributeUpdatesTable.VALUE;
import static io.lakeprint.common.tables.EventsTable.CONSENT;
import static io.lakeprint.common.tables.EventsTable.EVENT_NAME;
import static io.lakeprint.common.tables.EventsTable.USER_PROPERTIES;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.map_concat;
import static org.apache.spark.sql.functions.map_filter;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.AttributeUpdatesTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.StandardEvents;
import io.lakeprint.common.tables.Types;
import io.lakeprint.common.tables.Watch;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per attribute that an event declares about its user: {@code events.events} in, {@code
 * profile.attribute_updates} out.
 *
 * <p>The operation follows the name of the event: {@code profile_set_once}, {@code
 * profile_increment}, {@code profile_append}, {@code profile_unset} and {@code profile_delete} do
 * what they say, everything else sets. Setting an attribute to null unsets it; adding null to one
 * does nothing. A {@code profile_delete} that names no attribute deletes all: attribute {@value
 * #EVERYTHING}. Events without anchor are left out: the change is about nobody known.
 *
 * <p>An event that tells consent ({@code consent} is not null) sets {@code consent_<purpose>} of
 * each configured purpose, to yes where it is granted and to no where it is not; a user property of
 * that name then counts for nothing. An event that tells none leaves what was said before.
 *
 * <p>Deterministic. No shuffle.
 */
record AttributeUpdatesTransform(AttributesConfig config) {

  /** Attribute of a row that deletes all attributes. */
  static final String EVERYTHING = "*";

  /** What comes before a purpose in the name of its attribute. */
  private static final String CONSENT_PREFIX = "consent_";

  private static final String SET = "set";
  private static final String TELLS = "_tells_consent";
  private static final String UNSET = "unset";
  private static final String DELETE = "delete";

  /** Events that declare attributes, each for itself. */
  Watch watch() {
    return new Watch(
        List.of(EventsTable.SOURCE, EventsTable.EVENT_ID, EventsTable.EVENT_DATE),
        List.of(
            EVENT_NAME,
            EventsTable.ANCHOR_NODE,
            EventsTable.IDS,
            EventsTable.EVENT_TIME,
            EventsTable.BATCH_ID,
            USER_PROPERTIES,
            CONSENT),
        EventsTable.ANCHOR_NODE.col().isNotNull().and(propertiesCount().or(tellsConsent())));
  }

  private Column propertiesCount() {
    return config.fromEveryEvent()
        ? lit(true)
        : StandardEvents.isBehaviour(EVENT_NAME.col()).unary_$bang();
  }

  private Column tellsConsent() {
    return config.consentPurposes().isEmpty() ? lit(false) : CONSENT.col().isNotNull();
  }

  Dataset<Row> apply(Dataset<Row> events) {
    return events
        .where(watch().rows())
        .select(
            EventsTable.SOURCE.col(),
            EventsTable.EVENT_ID.col(),
            OPERATION.is(operation()),
            EventsTable.ANCHOR_NODE.col(),
            EventsTable.IDS.col(),
            EventsTable.EVENT_TIME.col().as(UPDATED_AT.name()),
            EventsTable.EVENT_DATE.col(),
            EventsTable.BATCH_ID.col(),
            tellsConsent().as(TELLS),
            explode(attributes()).as(new String[] {ATTRIBUTE.name(), VALUE.name()}))
        .withColumn(
            OPERATION.name(),
            when(col(TELLS).and(isConsent(ATTRIBUTE.col())), SET).otherwise(OPERATION.col()))
        .withColumn(
            OPERATION.name(),
            when(VALUE.col().isNull().and(OPERATION.col().equalTo(SET)), UNSET)
                .otherwise(OPERATION.col()))
        .where(VALUE.col().isNotNull().or(takesAway()))
        .withColumn(VALUE.name(), when(takesAway().unary_$bang(), VALUE.col()))
        .select(AttributeUpdatesTable.SPEC.cols());
  }

  private static Column takesAway() {
    return OPERATION.col().isin(UNSET, DELETE);
  }

  private static Column operation() {
    Column name = EVENT_NAME.col();
    return when(name.equalTo(StandardEvents.PROFILE_SET_ONCE), "set_once")
        .when(name.equalTo(StandardEvents.PROFILE_INCREMENT), "increment")
        .when(name.equalTo(StandardEvents.PROFILE_APPEND), "append")
        .when(name.equalTo(StandardEvents.PROFILE_UNSET), UNSET)
        .when(name.equalTo(StandardEvents.PROFILE_DELETE), DELETE)
        .otherwise(SET);
  }

  private Column attributes() {
    Column properties = when(propertiesCount(), properties());
    if (config.consentPurposes().isEmpty()) {
      return properties;
    }
    Column[] consents =
        config.consentPurposes().stream()
            .flatMap(
                purpose ->
                    Stream.of(
                        lit(CONSENT_PREFIX + purpose),
                        when(array_contains(CONSENT.col(), purpose), "yes").otherwise("no")))
            .toArray(Column[]::new);
    Column others = map_filter(properties, (name, value) -> isConsent(name).unary_$bang());
    return when(tellsConsent().unary_$bang(), properties)
        .otherwise(
            when(properties.isNull(), map(consents)).otherwise(map_concat(others, map(consents))));
  }

  private Column isConsent(Column name) {
    return name.isin(
        config.consentPurposes().stream().map(purpose -> CONSENT_PREFIX + purpose).toArray());
  }

  private static Column properties() {
    Column deletesAll =
        EVENT_NAME
            .col()
            .equalTo(StandardEvents.PROFILE_DELETE)
            .and(coalesce(size(USER_PROPERTIES.col()).equalTo(0), lit(true)));
    return when(deletesAll, map(lit(EVERYTHING), lit(null).cast(Types.STRING)))
        .otherwise(USER_PROPERTIES.col());
  }
}
