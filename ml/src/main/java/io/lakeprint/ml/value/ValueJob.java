package io.lakeprint.ml.value;

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
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.common.time.DayRange;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Learns what buyers are worth and says it of every one of them, at the as-of date. */
public final class ValueJob implements Job<ValueConfig> {

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
        List.of(CustomerValuesTable.SPEC, ValueModelsTable.SPEC));
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
      ValueSearch.Snapshots snapshots =
          new ValueSearch.Snapshots(
              now,
              observed(context, config, purchases, test),
              observed(context, config, purchases, test.minusDays(config.horizonDays())));
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
      JobContext context, ValueConfig config, Dataset<Row> purchases, LocalDate snapshot) {
    DayRange horizon =
        DayRange.endingAt(snapshot.plusDays(config.horizonDays()), config.horizonDays());
    return new CustomerRows(config.maximumCustomers())
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
    Dataset<Row> values =
        new CustomerValuesTransform(findings.forecast(), asOf, config.currency()).apply(customers);
    Dataset<Row> models =
        ValueRows.of(
            findings, snapshots, asOf, asOf.minusDays(config.horizonDays()), context.spark());
    String scope = CustomerValuesTable.AS_OF.name() + " = DATE'" + asOf + "'";
    return JobReport.of(
            context.lake().replaceWhere(ValueModelsTable.SPEC, models, scope),
            context.lake().replaceWhere(CustomerValuesTable.SPEC, values, scope))
        .note(note(findings, snapshots));
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
                    snapshots.test().size(),
                    test.amounts().error(),
                    findings.learner(ValueSearch.OWN_RATE).test().orElseThrow().amounts().error(),
                    100 * test.amounts().biasRatio().orElse(0)))
        .orElse(
            "value: "
                + findings.purchases()
                + "; too little history to test it: "
                + snapshots.test().size()
                + " buyers a horizon ago");
  }
}
