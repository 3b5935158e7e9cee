package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.time.BusinessDays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows of {@code persons}: names and map in, one row per current person out. The anonymous profile
 * of a shared device is a person too, where the device has ever been in no hold.
 */
record PersonsTransform(BusinessDays days, TypeRules types) {
  private static final String IS_MEMBER = "is_member";
  private static final String IS_CONTACTABLE = "is_contactable";

  Dataset<Row> apply(Dataset<Row> map, Dataset<Row> people) {
    Column type = IdentityMapTable.ID_TYPE.col();
    Dataset<Row> owners =
        map.where(IdentityMapTable.STATE.col().equalTo(IdentityMapTransform.ACTIVE))
            .groupBy(IdentityMapTable.ONE_ID.col())
            .agg(
                max(types.isPrincipal(type)).as(IS_MEMBER),
                max(types.isContact(type)).as(IS_CONTACTABLE),
                count(lit(1)).as(PersonsTable.NODE_COUNT.name()),
                min(IdentityMapTable.FIRST_SEEN_AT.col()).as(PersonsTable.FIRST_SEEN_AT.name()),
                max(IdentityMapTable.LAST_SEEN_AT.col()).as(PersonsTable.LAST_SEEN_AT.name()))
            .join(people, GraphColumns.ONE_ID.name())
            .select(
                PersonsTable.ONE_ID.col(),
                PersonsTable.PERSON_KIND.is(
                    when(col(IS_MEMBER), "member")
                        .when(col(IS_CONTACTABLE), "contactable")
                        .otherwise("anonymous")),
                PersonsTable.FOUNDER_NODE.is(GraphColumns.FOUNDER.col()),
                PersonsTable.CREATED_ON.is(
                    days.dayOf(timestamp_micros(GraphColumns.CREATED_AT.col()))),
                PersonsTable.NODE_COUNT.col(),
                PersonsTable.FIRST_SEEN_AT.col(),
                PersonsTable.LAST_SEEN_AT.col());
    return owners.unionByName(profiles(map));
  }

  private Dataset<Row> profiles(Dataset<Row> map) {
    Column node = IdentityMapTable.NODE_ID.col();
    Column first = IdentityMapTable.FIRST_SEEN_AT.col();
    return map.where(IdentityMapTable.STATE.col().equalTo(IdentityMapTransform.MULTI_OWNER))
        .where(
            IdentityMapTable.ONE_ID
                .col()
                .equalTo(IdentityMapTransform.ownProfile(IdentityMapTransform.lived())))
        .select(
            IdentityMapTable.ONE_ID.col(),
            node,
            IdentityMapTable.LIFE.col(),
            first,
            IdentityMapTable.LAST_SEEN_AT.col())
        .distinct()
        .select(
            PersonsTable.ONE_ID.col(),
            PersonsTable.PERSON_KIND.is(lit("anonymous")),
            PersonsTable.FOUNDER_NODE.is(IdentityMapTransform.lived()),
            PersonsTable.CREATED_ON.is(days.dayOf(first)),
            PersonsTable.NODE_COUNT.is(lit(1)),
            first.as(PersonsTable.FIRST_SEEN_AT.name()),
            IdentityMapTable.LAST_SEEN_AT.col().as(PersonsTable.LAST_SEEN_AT.name()));
  }
}
