package io.lakeprint.jobs.identity.tools;

import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.ids.IdKind;
import io.lakeprint.common.ids.IdentifiersConfig;
import io.lakeprint.common.ids.TypedIdentifier;
import io.lakeprint.common.lake.Lease;
import io.lakeprint.common.lake.Part;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.IdOverridesTable;
import io.lakeprint.jobs.identity.IdentityConfig;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes what an operator decides about one or two identifiers, and says what the next run of
 * identity will make of it. Said again while it holds, it changes nothing; with {@code --dry-run}
 * nothing is written.
 */
final class OverrideTool extends Tool {

  /**
   * What is decided.
   *
   * @param kind as {@code id_overrides} names it
   * @param typed one or two identifiers
   * @param by who decides
   * @param reason why; null = not said
   */
  record Wish(String kind, Typed typed, String by, @Nullable String reason) {}

  private final Wish wish;
  private final Consumer<String> out;

  OverrideTool(String name, Wish wish, Consumer<String> out) {
    super(
        name, "Decide about identifiers; the next run of identity follows", IdOverridesTable.SPEC);
    this.wish = wish;
    this.out = out;
  }

  @Override
  public JobReport run(JobContext context, IdentityConfig config) {
    List<TypedIdentifier> named = wish.typed().resolve(context);
    TypedIdentifier a = named.get(0);
    TypedIdentifier b = named.size() > 1 ? named.get(1) : null;
    IdentifiersConfig types = context.settings(IdentifiersConfig.PATH, IdentifiersConfig.class);
    if (b != null && a.id().equals(b.id())) {
      throw ToolErrors.selfLink(a);
    }
    if (b == null && types.type(a.id().type()).kind() == IdKind.PRINCIPAL) {
      throw ToolErrors.principalBlocked(a);
    }
    try (Lease lease = context.lake().lease(IdOverridesTable.SPEC)) {
      List<Decision> standing = standing(context);
      Decision same = sameOrContradiction(standing, a, b);
      if (same != null) {
        out.accept("Nothing to do: " + same + " says so already.");
        return JobReport.of();
      }
      new Forecast(context, config, standing).tell(wish.kind(), a, b, out);
      if (context.dryRun()) {
        out.accept("Nothing written (dry run).");
        return JobReport.of();
      }
      Row row = row(a, b, context);
      Dataset<Row> rows =
          context.spark().createDataFrame(List.of(row), IdOverridesTable.SPEC.schema());
      WriteResult written =
          context
              .lake()
              .sync(
                  IdOverridesTable.SPEC,
                  rows,
                  Part.where(
                      IdOverridesTable.OVERRIDE_ID.name() + " = '" + row.getString(0) + "'"));
      out.accept("Override " + row.getString(0) + " holds from the next run of identity on.");
      return JobReport.of(written);
    }
  }

  /** The overrides that hold: as many as operators made. */
  static List<Decision> standing(JobContext context) {
    return context
        .input(IdOverridesTable.SPEC)
        .where(IdOverridesTable.WITHDRAWN_AT.col().isNull())
        .orderBy(IdOverridesTable.EFFECTIVE_ON.col(), IdOverridesTable.OVERRIDE_ID.col())
        .collectAsList()
        .stream()
        .map(Decision::of)
        .toList();
  }

  private @Nullable Decision sameOrContradiction(
      List<Decision> standing, TypedIdentifier a, @Nullable TypedIdentifier b) {
    Long other = b == null ? null : Long.valueOf(b.node());
    for (Decision decision : standing) {
      boolean about = decision.isAbout(a.node(), other);
      boolean again = about && decision.kind().equals(wish.kind());
      if (again && !wish.kind().equals(Decision.CUT)) {
        return decision;
      }
      boolean links = wish.kind().equals(Decision.MUST_LINK);
      boolean blocked = decision.blocks(a.node()) || (other != null && decision.blocks(other));
      if (links && blocked) {
        throw ToolErrors.contradiction(
            "Linking " + a + " and " + b,
            "A blocked identifier joins nothing: " + decision + ".",
            decision.id());
      }
      boolean opposite =
          about
              && (links
                  ? decision.kind().equals(Decision.CANNOT_LINK)
                  : decision.kind().equals(Decision.MUST_LINK));
      boolean linkedByWord =
          b == null
              && decision.kind().equals(Decision.MUST_LINK)
              && decision.pair().contains(a.node());
      if (opposite || linkedByWord) {
        throw ToolErrors.contradiction(
            wish.kind() + " of " + a + (b == null ? "" : " and " + b),
            "It holds: " + decision + ".",
            decision.id());
      }
    }
    return null;
  }

  private Row row(TypedIdentifier a, @Nullable TypedIdentifier b, JobContext context) {
    long first = b == null ? a.node() : Math.min(a.node(), b.node());
    Long second = b == null ? null : Long.valueOf(Math.max(a.node(), b.node()));
    return RowFactory.create(
        shortHash(wish.kind() + " " + first + " " + second + " " + context.asOf()),
        wish.kind(),
        first,
        second,
        Date.valueOf(context.asOf()),
        wish.by(),
        wish.reason(),
        Timestamp.from(context.now().truncatedTo(ChronoUnit.SECONDS)),
        null,
        null);
  }

  private static String shortHash(String text) {
    UUID hash = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits(hash.getMostSignificantBits()).substring(0, 12);
  }

  /** Takes an override back. */
  static final class Withdraw extends Tool {
    private final String id;
    private final String by;
    private final Consumer<String> out;

    Withdraw(String id, String by, Consumer<String> out) {
      super("withdraw", "Take an override back", IdOverridesTable.SPEC);
      this.id = id;
      this.by = by;
      this.out = out;
    }

    @Override
    public JobReport run(JobContext context, IdentityConfig config) {
      try (Lease lease = context.lake().lease(IdOverridesTable.SPEC)) {
        Decision decision =
            standing(context).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ToolErrors.unknownOverride(id));
        if (context.dryRun()) {
          out.accept("Nothing written (dry run): it would withdraw " + decision + ".");
          return JobReport.of();
        }
        Dataset<Row> change =
            context
                .input(IdOverridesTable.SPEC)
                .where(IdOverridesTable.OVERRIDE_ID.col().equalTo(id))
                .select(
                    IdOverridesTable.OVERRIDE_ID.col(),
                    IdOverridesTable.WITHDRAWN_AT.is(
                        lit(Timestamp.from(context.now().truncatedTo(ChronoUnit.SECONDS)))),
                    IdOverridesTable.WITHDRAWN_BY.is(lit(by)));
        WriteResult written =
            context
                .lake()
                .update(
                    IdOverridesTable.SPEC,
                    change,
                    IdOverridesTable.SPEC.key(),
                    IdOverridesTable.OVERRIDE_ID.name() + " = '" + id + "'");
        out.accept("Withdrawn: " + decision + ". The next run of identity follows.");
        return JobReport.of(written);
      }
    }
  }
}
