package io.lakeprint.jobs.activate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sha2;

import io.lakeprint.common.privacy.Tokens;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.IdLinksTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.OutboxTable;
import io.lakeprint.common.tables.VaultTable;
import java.time.Instant;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * By which identifiers a destination knows people: those that are theirs at the end of the as-of
 * day, are active, and whose value can be told. The latest is the one seen last; the latest
 * verified the one that an active link to another identifier of the same person verified last,
 * among those that any did; of equally late ones the smaller stored form. An identifier has one
 * owner, so a target has one person. Deterministic.
 *
 * @param rule which identifiers
 * @param vaulted whether their values are in the vault
 * @param end first instant after the as-of day
 */
record TargetsTransform(TargetRule rule, boolean vaulted, Instant end) {

  private static final String RANK = "_rank";
  private static final String OTHER = "_other_node";

  /**
   * What targets come from.
   *
   * @param people {@code one_id}, each once
   * @param identityMap {@code IdentityMapTable} rows
   * @param links {@code IdLinksTable} rows
   * @param vault {@code VaultTable} rows
   */
  record Inputs(
      Dataset<Row> people, Dataset<Row> identityMap, Dataset<Row> links, Dataset<Row> vault) {}

  /**
   * {@code target_key}, {@code one_id}, {@code id_type}, {@code scope} and {@code id_value} out,
   * one row per target; people without such an identifier have none.
   */
  Dataset<Row> apply(Inputs inputs) {
    Dataset<Row> current = current(inputs.identityMap());
    Dataset<Row> owned =
        current
            .where(IdentityMapTable.ID_TYPE.col().equalTo(rule.id()))
            .where(IdentityMapTable.SCOPE.col().equalTo(rule.withinScope()))
            .join(inputs.people(), new String[] {IdentityMapTable.ONE_ID.name()}, "left_semi");
    Dataset<Row> told = vaulted ? kept(owned, inputs.vault()) : owned;
    Dataset<Row> chosen =
        switch (rule.choice()) {
          case ALL -> told;
          case LATEST -> first(told, IdentityMapTable.LAST_SEEN_AT.col());
          case LATEST_VERIFIED ->
              first(verified(told, current, inputs.links()), IdLinksTable.VERIFIED_AT.col());
        };
    return chosen.select(
        OutboxTable.TARGET_KEY.is(key()),
        OutboxTable.ONE_ID.is(IdentityMapTable.ONE_ID.col()),
        OutboxTable.ID_TYPE.is(IdentityMapTable.ID_TYPE.col()),
        OutboxTable.SCOPE.is(IdentityMapTable.SCOPE.col()),
        OutboxTable.ID_VALUE.is(IdentityMapTable.ID_VALUE.col()));
  }

  private Dataset<Row> current(Dataset<Row> identityMap) {
    Column now = lit(end);
    return identityMap
        .where(IdentityMapTable.STATE.col().equalTo("active"))
        .where(IdentityMapTable.VALID_FROM.col().lt(now))
        .where(
            IdentityMapTable.VALID_TO.col().isNull().or(IdentityMapTable.VALID_TO.col().geq(now)));
  }

  private static Dataset<Row> kept(Dataset<Row> owned, Dataset<Row> vault) {
    return owned.join(
        vault.select(
            VaultTable.ID_TYPE.col(),
            VaultTable.SCOPE.col(),
            VaultTable.TOKEN.col().as(IdentityMapTable.ID_VALUE.name())),
        new String[] {
          IdentityMapTable.ID_TYPE.name(),
          IdentityMapTable.SCOPE.name(),
          IdentityMapTable.ID_VALUE.name()
        },
        "left_semi");
  }

  /** Those that their owner verified, with {@code verified_at}: when last. */
  private static Dataset<Row> verified(
      Dataset<Row> owned, Dataset<Row> current, Dataset<Row> links) {
    Dataset<Row> active =
        links
            .where(IdLinksTable.VERIFIED_AT.col().isNotNull())
            .where(IdLinksTable.STATE.col().equalTo("ACTIVE"));
    Dataset<Row> holders =
        current.select(IdentityMapTable.NODE_ID.col().as(OTHER), IdentityMapTable.ONE_ID.col());
    Dataset<Row> latest =
        end(active, IdLinksTable.NODE_A, IdLinksTable.NODE_B)
            .unionByName(end(active, IdLinksTable.NODE_B, IdLinksTable.NODE_A))
            .join(holders, OTHER)
            .groupBy(IdentityMapTable.NODE_ID.col(), IdentityMapTable.ONE_ID.col())
            .agg(max(IdLinksTable.VERIFIED_AT.col()).as(IdLinksTable.VERIFIED_AT.name()));
    return owned.join(
        latest, new String[] {IdentityMapTable.NODE_ID.name(), IdentityMapTable.ONE_ID.name()});
  }

  private static Dataset<Row> end(Dataset<Row> links, ColumnSpec node, ColumnSpec other) {
    return links.select(
        node.col().as(IdentityMapTable.NODE_ID.name()),
        other.col().as(OTHER),
        IdLinksTable.VERIFIED_AT.col());
  }

  /** One of each person, the latest first. */
  private static Dataset<Row> first(Dataset<Row> identifiers, Column moment) {
    return identifiers
        .withColumn(
            RANK,
            row_number()
                .over(
                    Window.partitionBy(IdentityMapTable.ONE_ID.col())
                        .orderBy(moment.desc(), IdentityMapTable.ID_VALUE.col())))
        .where(col(RANK).equalTo(1));
  }

  private static Column key() {
    return sha2(
        concat_ws(
                String.valueOf(Tokens.SEPARATOR),
                IdentityMapTable.ID_TYPE.col(),
                IdentityMapTable.SCOPE.col(),
                IdentityMapTable.ID_VALUE.col())
            .cast("binary"),
        256);
  }
}
