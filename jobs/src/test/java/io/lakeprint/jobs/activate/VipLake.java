package io.lakeprint.jobs.activate;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.privacy.IdSecret;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobContextView;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.DefinitionsTable;
import io.lakeprint.common.tables.DeliveriesTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.OutboxTable;
import io.lakeprint.common.tables.PortraitsTable;
import io.lakeprint.common.tables.SegmentMembersTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.tables.VaultTable;
import io.lakeprint.testkit.TableRows;
import io.lakeprint.testkit.TrialContext;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A lake whose members of the segment {@code vip} are kept up to date at the destination {@code
 * crm} by the activation {@code vip_crm}: target {@code phone}, one field {@code tier}. What
 * activation reads comes from memory, what it writes is in the lake.
 */
final class VipLake {

  static final LocalDate DAY = LocalDate.of(2026, 3, 1);

  /** All but the last digit of the eight phones that ingest has put into the vault. */
  static final String PHONE = "+861381234567";

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final SparkSession spark;
  private final Path folder;
  private final Supplier<String> crm;
  private final Map<String, TableRows> tables = new TreeMap<>();
  private final Map<String, String> environment = new TreeMap<>();
  private Runnable onComparison = () -> {};

  /**
   * Fills the vault.
   *
   * @param crm settings of the destination, asked for at each run
   */
  VipLake(SparkSession spark, Path folder, Supplier<String> crm) {
    this.spark = spark;
    this.folder = folder;
    this.crm = crm;
    TableRows vault = TableRows.of(VaultTable.SPEC);
    for (int i = 0; i < 8; i++) {
      vault.row(
          VaultTable.ID_TYPE,
          "phone",
          VaultTable.TOKEN,
          token(i),
          VaultTable.SEALED_VALUE,
          IdSecret.demo().vault().encrypt("phone", "", PHONE + i),
          VaultTable.KEY_VERSION,
          1,
          VaultTable.BATCH_ID,
          "b");
    }
    JobContext first = context(DAY);
    first.lake().sync(VaultTable.SPEC, vault.on(spark));
    first
        .lake()
        .sync(
            DefinitionsTable.SPEC,
            TableRows.of(DefinitionsTable.SPEC)
                .row(
                    DefinitionsTable.KIND, "segment",
                    DefinitionsTable.DEFINITION_ID, "vip",
                    DefinitionsTable.VERSION, "1")
                .on(spark));
    tables.put(VaultTable.SPEC.name(), vault);
  }

  /** Sets a variable that settings may name. */
  void environment(String name, String value) {
    environment.put(name, value);
  }

  /** Is run in each run after what was on its way is finished, before the audience is read. */
  void onComparison(Runnable step) {
    onComparison = step;
  }

  /** One phone each: person, tier, number of the phone; {@code -} before who is not in vip. */
  void people(String... lines) {
    TableRows portraits = TableRows.of(PortraitsTable.SPEC);
    TableRows members = TableRows.of(SegmentMembersTable.SPEC);
    TableRows map = TableRows.of(IdentityMapTable.SPEC);
    Map<String, Boolean> seen = new TreeMap<>();
    for (String line : lines) {
      boolean in = !line.startsWith("- ");
      String[] words = (in ? line : line.substring(2)).split(" ", -1);
      if (seen.put(words[0], in) == null) {
        portraits.row(PortraitsTable.ONE_ID, words[0], PortraitsTable.CHANNELS, words[1]);
        if (in) {
          members.row(
              SegmentMembersTable.SEGMENT_ID,
              "vip",
              SegmentMembersTable.ONE_ID,
              words[0],
              SegmentMembersTable.VALID_FROM,
              DAY);
        }
      }
      if (!words[2].equals("-")) {
        map.row(
            IdentityMapTable.ID_TYPE,
            "phone",
            IdentityMapTable.ID_VALUE,
            token(Integer.parseInt(words[2])),
            IdentityMapTable.ONE_ID,
            words[0],
            IdentityMapTable.STATE,
            "active");
      }
    }
    tables.put(PortraitsTable.SPEC.name(), portraits);
    tables.put(SegmentMembersTable.SPEC.name(), members);
    tables.put(IdentityMapTable.SPEC.name(), map);
  }

  private static String token(int number) {
    return IdSecret.demo().tokens().token("phone", "", PHONE + number);
  }

  /** Activates, at the end of a day. */
  JobReport run(LocalDate asOf, String... settings) {
    return run(context(asOf, settings));
  }

  /** The same without sending or writing anything. */
  JobReport tryOut(LocalDate asOf, String... settings) {
    return run(view(trial(asOf, settings).dry()));
  }

  private static JobReport run(JobContext context) {
    return new ActivateJob()
        .run(context, context.settings(ActivationsConfig.PATH, ActivationsConfig.class));
  }

  /** As if the last run had been killed after the delivery, before that was written down. */
  void forgetThatItWasSent() {
    JobContext again = context(DAY);
    again
        .lake()
        .sync(
            OutboxTable.SPEC,
            again.lake().readAt(OutboxTable.SPEC, again.lake().version(OutboxTable.SPEC) - 1));
  }

  /** State of every target in the outbox. */
  List<String> states() {
    return context(DAY)
        .lake()
        .read(OutboxTable.SPEC)
        .select(OutboxTable.STATE.col())
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  /** Send, batch, outcome and count of targets of every try. */
  List<String> deliveries() {
    return context(DAY)
        .lake()
        .read(DeliveriesTable.SPEC)
        .orderBy("send_number", "batch_number", "tried_at", "outcome")
        .selectExpr("concat_ws(' ', send_number, batch_number, outcome, target_count)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  /** What a job gets to see at the end of a day. */
  JobContext context(LocalDate asOf, String... settings) {
    return view(trial(asOf, settings));
  }

  private JobContext view(TrialContext trial) {
    return new FromMemory(trial, tables, onComparison);
  }

  private TrialContext trial(LocalDate asOf, String... settings) {
    String[] all =
        Stream.concat(
                Stream.of(
                    "privacy.demo-secret=true",
                    "activations.destinations.crm=" + crm.get(),
                    "activations.definitions.vip_crm={name-zh=x, name-en=x, destination=crm,"
                        + " audience={segment=vip}, target={id=phone, choice=all},"
                        + " fields={tier=channels}, max-share=1}"),
                Stream.of(settings))
            .toArray(String[]::new);
    return new TrialContext(
        TrialContext.at(spark, folder, ZONE, asOf).lake(),
        asOf,
        ZONE,
        ConfigLoader.load(List.of(), List.of(all), VipLake.class.getClassLoader(), environment),
        false);
  }

  /** Inputs from rows, everything else from the lake. */
  private record FromMemory(
      JobContext context, Map<String, TableRows> tables, Runnable onComparison)
      implements JobContextView {

    @Override
    public Dataset<Row> input(TableSpec table) {
      if (table.equals(SegmentMembersTable.SPEC)) {
        onComparison.run();
      }
      TableRows rows = tables.get(table.name());
      return rows == null ? context.input(table) : rows.on(context.spark());
    }
  }
}
