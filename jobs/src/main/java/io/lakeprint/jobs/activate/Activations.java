package io.lakeprint.jobs.activate;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.ids.IdStorage;
import io.lakeprint.common.ids.IdentifiersConfig;
import io.lakeprint.common.lake.Cached;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.privacy.IdSecret;
import io.lakeprint.common.privacy.PrivacyConfig;
import io.lakeprint.common.privacy.VaultKeys;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.AssignmentsTable;
import io.lakeprint.common.tables.DefinitionsTable;
import io.lakeprint.common.tables.IdLinksTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.common.tables.PortraitsTable;
import io.lakeprint.common.tables.PredictionsTable;
import io.lakeprint.common.tables.SegmentMembersTable;
import io.lakeprint.common.tables.VaultTable;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.common.vault.VaultCheck;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Runs activations of one catalogue over the lake of one run. */
final class Activations {

  private final JobContext context;
  private final Lake lake;
  private final ActivationsConfig config;
  private final IdentifiersConfig identifiers;
  private final VaultKeys keys;
  private boolean vaultChecked;

  Activations(JobContext context, ActivationsConfig config) {
    this.context = context;
    this.lake = context.lake();
    this.config = config;
    this.identifiers = context.settings(IdentifiersConfig.PATH, IdentifiersConfig.class);
    this.keys =
        IdSecret.from(
                context.settings(PrivacyConfig.PATH, PrivacyConfig.class),
                context.spark().sparkContext().hadoopConfiguration())
            .vaultKeys();
  }

  /** How many there are, from people to targets. */
  private record Sizes(long audience, long heldOut, long targets) {}

  /** Brings the destination of one activation up to date, or in a dry run tells what that takes. */
  JobReport run(String id, ActivationDefinition definition) {
    Optional<QuietHours> quiet = quiet(definition);
    if (quiet.isPresent() && !context.dryRun()) {
      return JobReport.of()
          .note(
              id
                  + ": "
                  + definition.destination()
                  + " is told nothing until "
                  + quiet.get().to()
                  + " (quiet-hours); the next run after that sends what changed");
    }
    boolean vaulted = isVaulted(definition);
    if (vaulted && !vaultChecked) {
      new VaultCheck(lake, keys).requireForOpening();
      vaultChecked = true;
    }
    StructType types = types(id, definition);
    Destination destination = destination(definition);
    Outbox outbox =
        new Outbox(
            context,
            id,
            definition,
            destination,
            new OutgoingTransform(
                definition.target(),
                types,
                Targets.function(definition.target(), identifiers, keys, vaulted)),
            FrequencyCapTransform.of(config, definition.destination(), context.asOf()));
    JobReport report = JobReport.of();
    if (!context.dryRun()) {
      destination.check(definition.target().name(), types);
      report = outbox.finishInterrupted(report);
    }
    try (Cached arms = Cached.of(arms(id, definition));
        Cached wanted = Cached.of(wanted(definition, vaulted, arms.rows()))) {
      Sizes sizes = sizes(arms.rows(), wanted.rows());
      guard(id, definition, sizes, outbox);
      String audience = told(id, definition, sizes);
      if (context.dryRun()) {
        return report.note(audience + outbox.preview(wanted.rows()));
      }
      return outbox.send(keepArms(report, id, arms.rows()), wanted.rows(), audience);
    }
  }

  /** The definitions are checked against portraits as they shall be: these may be older. */
  private StructType types(String id, ActivationDefinition definition) {
    try {
      return FieldsTransform.types(context.input(PortraitsTable.SPEC), definition.fields());
    } catch (Exception e) {
      if (e instanceof AnalysisException) {
        throw ActivationErrors.portraitsLack(id, e);
      }
      throw e;
    }
  }

  private boolean isVaulted(ActivationDefinition definition) {
    return identifiers.type(definition.target().id()).storage() == IdStorage.VAULT;
  }

  private DestinationConfig chosen(ActivationDefinition definition) {
    DestinationConfig chosen = config.destinations().get(definition.destination());
    if (chosen == null) {
      throw new IllegalStateException("unchecked destination " + definition.destination());
    }
    return chosen;
  }

  /** The quiet hours that it is in. */
  private Optional<QuietHours> quiet(ActivationDefinition definition) {
    return chosen(definition)
        .quietHours()
        .map(QuietHours::of)
        .filter(hours -> hours.has(LocalTime.ofInstant(context.now(), context.zone())));
  }

  private Destination destination(ActivationDefinition definition) {
    DestinationConfig chosen = chosen(definition);
    if (chosen.files().isPresent()) {
      return new FilesDestination(
          chosen.files().get(), context.spark().sparkContext().hadoopConfiguration());
    }
    if (chosen.kafka().isPresent()) {
      return new KafkaDestination(chosen.kafka().get());
    }
    return chosen.jdbc().isPresent()
        ? new JdbcDestination(chosen.jdbc().get())
        : new HttpDestination(chosen.http().orElseThrow());
  }

  private Dataset<Row> arms(String id, ActivationDefinition definition) {
    AudienceTransform audience = new AudienceTransform(definition.audience(), context.asOf());
    requireKnown(id, definition.audience(), audience);
    Dataset<Row> people =
        audience.apply(
            new AudienceTransform.Inputs(
                context.input(SegmentMembersTable.SPEC),
                context.input(PredictionsTable.SPEC),
                context.input(OneIdAliasesTable.SPEC)));
    return new ArmsTransform(id, definition.holdOut(), context.asOf())
        .apply(people, lake.read(AssignmentsTable.SPEC));
  }

  /** A segment or model that does not exist is no empty audience. */
  private void requireKnown(String id, AudienceRule rule, AudienceTransform audience) {
    rule.segment()
        .ifPresent(
            segment -> {
              // As many as there are definitions.
              List<String> known =
                  lake
                      .read(DefinitionsTable.SPEC)
                      .where(DefinitionsTable.KIND.col().equalTo("segment"))
                      .select(DefinitionsTable.DEFINITION_ID.col())
                      .distinct()
                      .collectAsList()
                      .stream()
                      .map(row -> row.getString(0))
                      .sorted()
                      .toList();
              if (!known.contains(segment)) {
                throw ActivationErrors.unknownSegment(id, segment, known);
              }
            });
    rule.model()
        .ifPresent(
            model -> {
              if (audience.champion(context.input(PredictionsTable.SPEC)).isEmpty()) {
                throw ActivationErrors.noScores(id, model);
              }
            });
  }

  private Dataset<Row> wanted(ActivationDefinition definition, boolean vaulted, Dataset<Row> arms) {
    Dataset<Row> treated =
        arms.where(AssignmentsTable.ARM.col().equalTo(AssignmentsTable.TREATED))
            .select(AssignmentsTable.ONE_ID.col());
    Dataset<Row> targets =
        new TargetsTransform(
                definition.target(), vaulted, new BusinessDays(context.zone()).end(context.asOf()))
            .apply(
                new TargetsTransform.Inputs(
                    treated,
                    context.input(IdentityMapTable.SPEC),
                    context.input(IdLinksTable.SPEC),
                    context.input(VaultTable.SPEC)));
    return new FieldsTransform(
            definition.fields(), definition.destination() + " " + definition.target().manner())
        .apply(targets, context.input(PortraitsTable.SPEC));
  }

  private static Sizes sizes(Dataset<Row> arms, Dataset<Row> wanted) {
    Column heldOut = AssignmentsTable.ARM.col().equalTo(AssignmentsTable.HELD_OUT);
    Row people = arms.agg(count(lit(1)), count(when(heldOut, 1))).head();
    return new Sizes(people.getLong(0), people.getLong(1), wanted.count());
  }

  private void guard(String id, ActivationDefinition definition, Sizes sizes, Outbox outbox) {
    if (!definition.allowEmpty() && sizes.targets() == 0) {
      throw ActivationErrors.empty(
          id,
          sizes.audience() == 0
              ? "the audience is empty"
              : String.format(
                  Locale.ROOT,
                  "none of the %,d people who are to be acted on has a target of type %s",
                  sizes.audience() - sizes.heldOut(),
                  definition.target().id()),
          outbox.size());
    }
    long people = context.input(PortraitsTable.SPEC).count();
    if (people > 0 && sizes.audience() > definition.maxShare() * people) {
      throw ActivationErrors.tooLarge(id, sizes.audience(), people, definition.maxShare());
    }
  }

  /** Appends who is new; whoever was assigned before stays as they were. */
  private JobReport keepArms(JobReport report, String id, Dataset<Row> arms) {
    Dataset<Row> known =
        lake.read(AssignmentsTable.SPEC).where(AssignmentsTable.ACTIVATION.col().equalTo(id));
    Dataset<Row> fresh =
        arms.join(known, new String[] {AssignmentsTable.ONE_ID.name()}, "left_anti")
            .select(AssignmentsTable.SPEC.cols());
    // Only one run at a time assigns: the next commit is its own.
    return fresh.isEmpty()
        ? report
        : report.and(
            lake.append(
                AssignmentsTable.SPEC,
                fresh,
                new Transaction("activate", lake.version(AssignmentsTable.SPEC) + 1)));
  }

  private static String told(String id, ActivationDefinition definition, Sizes sizes) {
    return String.format(
        Locale.ROOT,
        "%s: %,d people%s, %,d targets of type %s",
        id,
        sizes.audience(),
        sizes.heldOut() == 0
            ? ""
            : String.format(Locale.ROOT, ", %,d of them held out", sizes.heldOut()),
        sizes.targets(),
        definition.target().id());
  }
}
