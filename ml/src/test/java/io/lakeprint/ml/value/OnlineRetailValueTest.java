package io.lakeprint.ml.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.ml.Settings;
import io.lakeprint.testkit.PublicData;
import io.lakeprint.testkit.QualityFloors;
import io.lakeprint.testkit.SparkExtension;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Learners of value on UCI Online Retail (Chen, Sain and Guo 2012), out of time. */
@ExtendWith(SparkExtension.class)
class OnlineRetailValueTest {
  private static final LocalDate AS_OF = LocalDate.of(2011, 12, 9);

  @Test
  void whatForetellsAmountsWithLessErrorOutOfTimeServes(SparkSession spark) {
    ValueConfig config = Settings.of("value", ValueConfig.class, "value.models=[bg-nbd]");
    int horizon = config.horizonDays();
    Map<String, NavigableMap<LocalDate, Double>> shop = purchases(spark);
    assertThat(shop).as("customers who paid for something").hasSize(4_338);

    ValueSearch.Snapshots snapshots =
        new ValueSearch.Snapshots(
            AS_OF.minusDays(horizon),
            observed(shop, AS_OF, horizon).stream().map(Observed::customer).toList(),
            ValueSearch.dates(config, AS_OF).stream()
                .collect(
                    Collectors.toMap(Function.identity(), date -> observed(shop, date, horizon))));
    Findings findings = new ValueSearch(config, spark).find(snapshots);

    Learned.Test hurdle = findings.learner("hurdle").test().orElseThrow();
    Learned.Test model = findings.learner("bg-nbd").test().orElseThrow();
    Map<String, Double> ours = told(hurdle);
    Map<String, Double> measured = new TreeMap<>();
    told(model)
        .forEach(
            (metric, theirs) -> {
              double own = ours.getOrDefault(metric, Double.NaN);
              measured.put("hurdle_" + metric, own);
              measured.put("hurdle_" + metric + "_over_bg_nbd", own - theirs);
            });
    measured.put("bg_nbd_amount_error", model.amounts().error());
    measured.put("bg_nbd_purchase_error", model.purchaseError().orElseThrow());
    QualityFloors.hold("online-retail.value", measured);
    assertThat(findings.amount()).as("what errs least serves").isEqualTo("hurdle");
  }

  /** Of the total, how far it is from that of what was spent. */
  private static Map<String, Double> told(Learned.Test test) {
    ForetoldAmounts amounts = test.amounts();
    return Map.of(
        "amount_error", amounts.error(),
        "root_error", amounts.rootError(),
        "total_error", Math.abs(amounts.biasRatio().orElseThrow()),
        "ranking", amounts.rankingRatio().orElseThrow());
  }

  private static List<Observed> observed(
      Map<String, NavigableMap<LocalDate, Double>> shop, LocalDate snapshot, int horizon) {
    List<Observed> observed = new ArrayList<>();
    for (NavigableMap<LocalDate, Double> days : shop.values()) {
      NavigableMap<LocalDate, Double> past = days.headMap(snapshot, true);
      if (past.isEmpty()) {
        continue;
      }
      NavigableMap<LocalDate, Double> recent = past.tailMap(snapshot.minusDays(horizon), false);
      NavigableMap<LocalDate, Double> later =
          days.subMap(snapshot, false, snapshot.plusDays(horizon), true);
      observed.add(
          new Observed(
              new Customer(
                  past.size(),
                  days(past.firstKey(), past.lastKey()),
                  days(past.firstKey(), snapshot),
                  sum(past),
                  recent.size(),
                  sum(recent)),
              later.size(),
              sum(later)));
    }
    return observed;
  }

  private static int days(LocalDate from, LocalDate to) {
    return (int) (to.toEpochDay() - from.toEpochDay());
  }

  private static double sum(Map<LocalDate, Double> amounts) {
    return amounts.values().stream().mapToDouble(amount -> amount).sum();
  }

  /** Amounts by customer and day. */
  private static Map<String, NavigableMap<LocalDate, Double>> purchases(SparkSession spark) {
    Path file = PublicData.require("online_retail/online_retail.csv.gz");
    Map<String, NavigableMap<LocalDate, Double>> shop = new TreeMap<>();
    List<Row> rows =
        spark
            .read()
            .option("header", true)
            .csv(file.toString())
            .where("CustomerID IS NOT NULL AND double(Quantity) > 0 AND double(UnitPrice) > 0")
            .selectExpr(
                "CustomerID",
                "substring(InvoiceDate, 1, 10) AS day",
                "decimal(Quantity) * cast(UnitPrice AS DECIMAL(12, 4)) AS amount")
            .groupBy("CustomerID", "day")
            .sum("amount")
            .collectAsList();
    rows.forEach(
        row ->
            shop.computeIfAbsent(row.getString(0), id -> new TreeMap<>())
                .put(LocalDate.parse(row.getString(1)), row.getDecimal(2).doubleValue()));
    return shop;
  }
}
