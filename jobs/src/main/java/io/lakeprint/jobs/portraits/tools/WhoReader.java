package io.lakeprint.jobs.portraits.tools;

import io.lakeprint.common.ids.IdResolver;
import io.lakeprint.common.ids.IdStorage;
import io.lakeprint.common.ids.IdTypeConfig;
import io.lakeprint.common.ids.IdentifiersConfig;
import io.lakeprint.common.ids.TypedIdentifier;
import io.lakeprint.common.privacy.IdSecret;
import io.lakeprint.common.privacy.PrivacyConfig;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.common.tables.PersonsTable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Who somebody is, from the tables of identity: as many rows as one person has identifiers. */
record WhoReader(JobContext context) {

  /**
   * A person who was found.
   *
   * @param row of {@code identity.persons}
   * @param askedId the id that was asked for where it is retired
   */
  record Found(Row row, @Nullable String askedId) {
    String oneId() {
      return Cells.said(row, PersonsTable.ONE_ID);
    }
  }

  /**
   * Whom somebody means.
   *
   * @param asked a {@code one_id}, current or retired, or an identifier {@code type:value}
   * @throws io.lakeprint.common.error.LakeprintException where it means nobody
   */
  Found find(String asked) {
    return asked.contains(":") ? owner(typed(asked)) : person(asked);
  }

  private TypedIdentifier typed(String asked) {
    IdentifiersConfig config = context.settings(IdentifiersConfig.PATH, IdentifiersConfig.class);
    IdSecret secret =
        IdSecret.from(
            context.settings(PrivacyConfig.PATH, PrivacyConfig.class),
            context.spark().sparkContext().hadoopConfiguration());
    return TypedIdentifier.read(asked, 1, config, new IdResolver(config, secret));
  }

  private Found owner(TypedIdentifier typed) {
    List<Row> owners =
        context
            .input(IdentityMapTable.SPEC)
            .where(IdentityMapTable.NODE_ID.col().equalTo(typed.node()))
            .where(IdentityMapTable.ID_TYPE.col().equalTo(typed.id().type()))
            .where(IdentityMapTable.SCOPE.col().equalTo(typed.id().scope()))
            .where(IdentityMapTable.VALID_TO.col().isNull())
            .collectAsList();
    if (owners.isEmpty()) {
      throw typed.neverSeen();
    }
    String oneId = Cells.text(owners.get(0), IdentityMapTable.ONE_ID);
    if (oneId == null) {
      throw PortraitToolErrors.nobodys(typed, Cells.said(owners.get(0), IdentityMapTable.STATE));
    }
    return person(oneId);
  }

  private Found person(String oneId) {
    return current(oneId)
        .map(row -> new Found(row, null))
        .or(() -> successor(oneId).flatMap(this::current).map(row -> new Found(row, oneId)))
        .orElseThrow(() -> PortraitToolErrors.unknownPerson(oneId));
  }

  private Optional<Row> current(String oneId) {
    return context
        .input(PersonsTable.SPEC)
        .where(PersonsTable.ONE_ID.col().equalTo(oneId))
        .collectAsList()
        .stream()
        .findFirst();
  }

  private Optional<String> successor(String retired) {
    return context
        .input(OneIdAliasesTable.SPEC)
        .where(OneIdAliasesTable.RETIRED_ID.col().equalTo(retired))
        .collectAsList()
        .stream()
        .map(row -> Cells.said(row, OneIdAliasesTable.ONE_ID))
        .findFirst();
  }

  /** Ids of people that turned out to be this one. */
  List<String> retired(String oneId) {
    return context
        .input(OneIdAliasesTable.SPEC)
        .where(OneIdAliasesTable.ONE_ID.col().equalTo(oneId))
        .orderBy(OneIdAliasesTable.RETIRED_ID.col())
        .collectAsList()
        .stream()
        .map(row -> Cells.said(row, OneIdAliasesTable.RETIRED_ID))
        .toList();
  }

  /** What they are known by now. */
  List<PersonPage.Known> identifiers(String oneId) {
    IdentifiersConfig config = context.settings(IdentifiersConfig.PATH, IdentifiersConfig.class);
    return context
        .input(IdentityMapTable.SPEC)
        .where(IdentityMapTable.ONE_ID.col().equalTo(oneId))
        .where(IdentityMapTable.VALID_TO.col().isNull())
        .orderBy(
            IdentityMapTable.ID_TYPE.col(),
            IdentityMapTable.SCOPE.col(),
            IdentityMapTable.FIRST_SEEN_AT.col(),
            IdentityMapTable.ID_VALUE.col())
        .collectAsList()
        .stream()
        .map(row -> known(row, config))
        .toList();
  }

  /** A token is of no use to a reader. */
  private static PersonPage.Known known(Row row, IdentifiersConfig config) {
    String type = Cells.said(row, IdentityMapTable.ID_TYPE);
    IdTypeConfig declared = config.types().get(type);
    boolean isClear = declared != null && declared.storage() == IdStorage.CLEAR;
    return new PersonPage.Known(
        type,
        Cells.said(row, IdentityMapTable.SCOPE),
        isClear ? Cells.text(row, IdentityMapTable.ID_VALUE) : null,
        Cells.moment(row, IdentityMapTable.FIRST_SEEN_AT),
        Cells.moment(row, IdentityMapTable.LAST_SEEN_AT));
  }
}
