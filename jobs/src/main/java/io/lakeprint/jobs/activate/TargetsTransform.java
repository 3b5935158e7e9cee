package io.lakeprint.jobs.activate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sha2;

import io.lakeprint.common.privacy.Tokens;
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
 * day, are active, and whose value can be told. The latest is the one seen last, of equally late
 * ones the smaller stored form. An identifier has one owner, so a target has one person.
 * Deterministic.
 *
 * @param rule which identifiers
 * @param vaulted whether their values are in the vault
 * @param end first instant after the as-of day
 */
record TargetsTransform(TargetRule rule, boolean vaulted, Instant end) {

  private static final String RANK = "_rank";

  /**
   * {@code target_key}, {@code one_id}, {@code id_type}, {@code scope} and {@code id_value} out,
   * one row per target; people without such an identifier have none.
   *
   * @param people {@code one_id}, each once
   * @param identityMap {@code IdentityMapTable} rows
   * @param vault {@code VaultTable} rows
   */
  Dataset<Row> apply(Dataset<Row> people, Dataset<Row> identityMap, Dataset<Row> vault) {
    Dataset<Row> owned =
        owned(identityMap).join(people, new String[] {IdentityMapTable.ONE_ID.name()}, "left_semi");
    return chosen(vaulted ? kept(owned, vault) : owned)
        .select(
            OutboxTable.TARGET_KEY.is(key()),
            OutboxTable.ONE_ID.is(IdentityMapTable.ONE_ID.col()),
            OutboxTable.ID_TYPE.is(IdentityMapTable.ID_TYPE.col()),
            OutboxTable.SCOPE.is(IdentityMapTable.SCOPE.col()),
            OutboxTable.ID_VALUE.is(IdentityMapTable.ID_VALUE.col()));
  }

  private Dataset<Row> owned(Dataset<Row> identityMap) {
    Column now = lit(end);
    return identityMap
        .where(IdentityMapTable.ID_TYPE.col().equalTo(rule.id()))
        .where(IdentityMapTable.SCOPE.col().equalTo(rule.withinScope()))
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

  private Dataset<Row> chosen(Dataset<Row> identifiers) {
    if (rule.choice() == TargetRule.Choice.ALL) {
      return identifiers;
    }
    return identifiers
        .withColumn(
            RANK,
            row_number()
                .over(
                    Window.partitionBy(IdentityMapTable.ONE_ID.col())
                        .orderBy(
                            IdentityMapTable.LAST_SEEN_AT.col().desc(),
                            IdentityMapTable.ID_VALUE.col())))
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
