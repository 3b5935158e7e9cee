package io.lakeprint.ml.value;

import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.tables.CustomerValuesTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.common.tables.ValueModelsTable;
import io.lakeprint.common.tables.ValueTenthsTable;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.common.time.DayRange;
import io.lakeprint.ml.registry.ModelStore;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Learns what buyers are worth and says it of every one of them, at the as-of date. */
public final class ValueJob implements Job<ValueConfig> {
  /** Below it the trees of the hurdle are kept, by date, where the hurdle tells amounts. */
  private static final String MODEL = "value";

  @Override
  public JobSpec<ValueConfig> spec() {
    return JobSpec.planned(
        "value",
        "ml",
        "Tells of every buyer whether they are alive, what they will buy and what they are worth",
        ValueConfig.class,
        List.of(
            JobInput.of(OrdersTable.SPEC),
            JobInput.optional(IdentityLogTable.SPEC),
            JobInput.optional(OneIdAliasesTable.SPEC)),
        List.of(CustomerValuesTable.SPEC, ValueModelsTable.SPEC, ValueTenthsTable.SPEC));
  }

  @Override
  public JobReport run(JobContext context, ValueConfig config) {
    BusinessDays.requireUtc(context.spark());
    Dataset<Row> purchases =
        new PurchasesTransform(new BusinessDays(context.zone()), config.currency())
            .apply(context.input(OrdersTable.SPEC))
            .persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> customers =
        customers(context, config, purchases, context.asOf())
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      CustomerRows rows = new CustomerRows(config.maximumCustomers());
      List<Customer> now = rows.customers(customers);
      if (now.size() < config.minimumCustomers()) {
        return JobReport.of()
            .note(
                "value: not learned: "
                    + now.size()
                    + " buyers up to "
                    + context.asOf()
                    + ", at least "
                    + config.minimumCustomers()
                    + " are needed (value.minimum-customers)");
      }
      context.progress("learning from " + now.size() + " buyers");
      LocalDate test = context.asOf().minusDays(config.horizonDays());
      // All dates together are learned from on about as many rows as one.
      int some =
          Math.max(
              config.minimumCustomers(), config.maximumCustomers() / config.hurdle().snapshots());
      Map<LocalDate, List<Observed>> past = new HashMap<>();
      for (LocalDate date : ValueSearch.dates(config, context.asOf())) {
        int maximum = date.equals(test) ? config.maximumCustomers() : some;
        past.put(date, observed(context, config, purchases, date, maximum));
      }
      ValueSearch.Snapshots snapshots = new ValueSearch.Snapshots(test, now, past);
      Findings findings = new ValueSearch(config, context.spark()).find(snapshots);
      return write(context, config, customers, snapshots, findings);
    } finally {
      customers.unpersist();
      purchases.unpersist();
    }
  }

  private static Dataset<Row> customers(
      JobContext context, ValueConfig config, Dataset<Row> purchases, LocalDate snapshot) {
    return new CustomersTransform(snapshot, config.horizonDays())
        .apply(
            PurchasesTransform.asKnownAt(
                snapshot, purchases, context.input(IdentityLogTable.SPEC)));
  }

  private static List<Observed> observed(
      JobContext context,
      ValueConfig config,
      Dataset<Row> purchases,
      LocalDate snapshot,
      int maximum) {
    DayRange horizon =
        DayRange.endingAt(snapshot.plusDays(config.horizonDays()), config.horizonDays());
    return new CustomerRows(maximum)
        .observed(
            new LaterTransform(horizon)
                .apply(
                    customers(context, config, purchases, snapshot),
                    purchases,
                    context.input(OneIdAliasesTable.SPEC)));
  }

  private static JobReport write(
      JobContext context,
      ValueConfig config,
      Dataset<Row> customers,
      ValueSearch.Snapshots snapshots,
      Findings findings) {
    LocalDate asOf = context.asOf();
    Findings told = context.dryRun() ? findings : saved(context, findings);
    Dataset<Row> values =
        new CustomerValuesTransform(told, config.reasons(), asOf, config.currency())
            .apply(customers);
    ValueRows rows = new ValueRows(findings, snapshots, asOf);
    String scope = CustomerValuesTable.AS_OF.name() + " = DATE'" + asOf + "'";
    Lake lake = context.lake();
    return JobReport.of(
            lake.replaceWhere(ValueModelsTable.SPEC, rows.models(lake.spark()), scope),
            lake.replaceWhere(ValueTenthsTable.SPEC, rows.tenths(lake.spark()), scope),
            lake.replaceWhere(CustomerValuesTable.SPEC, values, scope))
        .note(note(findings, snapshots));
  }

  /** What tells amounts is what was kept, so that the numbers can be told again. */
  private static Findings saved(JobContext context, Findings findings) {
    Hurdle hurdle = findings.hurdle();
    if (hurdle == null) {
      return findings;
    }
    Lake lake = context.lake();
    Configuration hadoop = lake.spark().sparkContext().hadoopConfiguration();
    Path folder = new Path(lake.root(), ModelStore.folder(MODEL, context.asOf().toString()));
    hurdle.saveTo(folder, hadoop);
    return findings.with(Hurdle.load(folder, hurdle.smearing(), hadoop));
  }

  private static String note(Findings findings, ValueSearch.Snapshots snapshots) {
    return findings
        .learner(findings.amount())
        .test()
        .map(
            test ->
                String.format(
                    Locale.ROOT,
                    "value: %s, amount by %s; on %d buyers out of time: mean error %.2f (own rate"
                        + " %.2f), total %+.1f %%",
                    findings.purchases(),
                    findings.amount(),
                    snapshots.tested().size(),
                    test.amounts().error(),
                    findings.learner(ValueSearch.OWN_RATE).test().orElseThrow().amounts().error(),
                    100 * test.amounts().biasRatio().orElse(0)))
        .orElse(
            "value: "
                + findings.purchases()
                + "; too little history to test it: "
                + snapshots.tested().size()
                + " buyers a horizon ago");
  }
}
