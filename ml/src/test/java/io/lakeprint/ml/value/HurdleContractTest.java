package io.lakeprint.ml.value;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lakeprint.common.tables.CustomerValuesTable;
import io.lakeprint.ml.Contract;
import io.lakeprint.ml.Settings;
import io.lakeprint.ml.training.TrainingRows;
import io.lakeprint.ml.value.btyd.PurchaseModelKind;
import io.lakeprint.testkit.QualityFloors;
import io.lakeprint.testkit.SparkExtension;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the hurdle promises, as every other learner does. */
@ExtendWith(SparkExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Contract(HurdleLearner.class)
class HurdleContractTest {
  private static final int HORIZON = 90;
  private static final double SAME = 1e-6;
  private static final HurdleLearner LEARNER =
      Settings.of("value", ValueConfig.class, "value.hurdle.xgboost.trees=40")
          .hurdle()
          .learner(HORIZON);

  private final SparkSession spark;
  private final List<Observed> observed = observed();
  private final ValueModel model =
      ValueModel.fit(PurchaseModelKind.BG_NBD, observed.stream().map(Observed::customer).toList());
  private final Hurdle hurdle;

  HurdleContractTest(SparkSession spark) {
    this.spark = spark;
    hurdle = LEARNER.fit(lessons());
  }

  private HurdleLearner.Lessons lessons() {
    return LEARNER.lessons(spark, List.of(new HurdleLearner.Seen(model, observed)));
  }

  /** Who bought in the last horizon mostly buys again, about as much; some times much more. */
  private static List<Observed> observed() {
    Random random = new Random(11);
    List<Observed> observed = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      boolean recent = random.nextBoolean();
      int days = 1 + random.nextInt(5);
      double amount = days * (20 + 200 * random.nextDouble() * random.nextDouble());
      int age = 100 + random.nextInt(200);
      int recency = days == 1 ? 0 : recent ? age - random.nextInt(80) : random.nextInt(10) + 1;
      Customer customer =
          new Customer(days, recency, age, amount, recent ? days : 0, recent ? amount : 0);
      boolean buys = random.nextDouble() < (recent ? 0.8 : 0.15);
      double later = buys ? amount * Math.exp(0.8 * random.nextGaussian()) : 0;
      observed.add(new Observed(customer, buys ? 1 : 0, later));
    }
    return observed;
  }

  @Test
  void foretellsTheMeanOfWhatItLearnedFromAndWhoSpendsMore() {
    ForetoldAmounts amounts = ForetoldAmounts.of(foretold(hurdle, customers()), spent());
    double[] mean = new double[observed.size()];
    Arrays.fill(mean, Arrays.stream(spent()).average().orElseThrow());
    QualityFloors.hold(
        "planted.hurdle",
        Map.of(
            "total_ratio", amounts.biasRatio().orElseThrow(),
            "ranking", amounts.rankingRatio().orElseThrow(),
            "root_error_over_mean",
                amounts.rootError() - ForetoldAmounts.of(mean, spent()).rootError()));
  }

  @Test
  @Contract.Promise(Contract.Of.A_ROW_STANDS_ALONE)
  void aCustomersAmountDoesNotDependOnOthersOrOnWhoIsToldFirst() {
    double[] all = foretold(hurdle, customers());
    double[] some = foretold(hurdle, customers().subList(100, 103));
    assertThat(some).containsExactly(new double[] {all[100], all[101], all[102]}, within(SAME));
    assertThat(foretold(LEARNER.fit(lessons()), customers()))
        .as("same rows, same trees")
        .containsExactly(all);
  }

  @Test
  @Contract.Promise(Contract.Of.SPARSE_IS_DENSE)
  void zeroesLeftOutOfAVectorTeachTheSameAsZeroesInIt() {
    HurdleLearner.Lessons dense = lessons();
    Hurdle learned =
        LEARNER.fit(
            new HurdleLearner.Lessons(
                sparse(dense.whether()), sparse(dense.howMuch()), dense.buyers(), dense.spent()));
    assertThat(foretold(learned, customers()))
        .containsExactly(foretold(hurdle, customers()), within(SAME));
  }

  private Dataset<Row> sparse(Dataset<Row> rows) {
    int vector = rows.schema().fieldIndex(TrainingRows.VECTOR);
    List<Row> formed = new ArrayList<>();
    for (Row row : rows.collectAsList()) {
      Object[] values = new Object[row.length()];
      for (int i = 0; i < values.length; i++) {
        values[i] = i == vector ? row.<Vector>getAs(i).toSparse() : row.get(i);
      }
      formed.add(RowFactory.create(values));
    }
    return spark.createDataFrame(formed, rows.schema()).coalesce(1);
  }

  @Test
  @Contract.Promise(Contract.Of.SAVED_IS_THE_SAME)
  void aSavedHurdleForetellsAndExplainsAsBefore(@TempDir Path folder) {
    org.apache.hadoop.fs.Path saved = new org.apache.hadoop.fs.Path(folder.toUri());
    hurdle.saveTo(saved, new Configuration());
    Hurdle loaded = Hurdle.load(saved, hurdle.smearing(), new Configuration());
    assertThat(foretold(loaded, customers())).containsExactly(foretold(hurdle, customers()));
    assertThat(loaded.effects(rows(), "e").select("e").collectAsList())
        .isEqualTo(hurdle.effects(rows(), "e").select("e").collectAsList());
  }

  /** What an explanation leaves unsaid is the same for everybody. */
  @Test
  void effectsAddUpToTheLogarithmOfTheAmount() {
    List<Row> left =
        hurdle
            .effects(hurdle.amounts(rows(), "amount"), "e")
            .selectExpr("ln(amount) - aggregate(e, 0D, (s, x) -> s + x)")
            .collectAsList();
    double average = left.get(0).getDouble(0);
    assertThat(left)
        .hasSize(observed.size())
        .allSatisfy(row -> assertThat(row.getDouble(0)).isEqualTo(average, within(1e-4)));
  }

  /** The road of the table, over columns, is that of the test, over customers. */
  @Test
  void everyBuyerIsToldTheAmountOfTheHurdleWithReasons() {
    StructType schema = new StructType();
    Forecast.Terms terms = new Forecast.Terms(HORIZON, 365, 0.1);
    List<Row> rows = new ArrayList<>();
    LocalDate asOf = LocalDate.of(2026, 3, 31);
    for (int i = 0; i < 50; i++) {
      Customer one = observed.get(i).customer();
      rows.add(
          RowFactory.create(
              "p" + i,
              1L,
              (long) one.purchaseDays(),
              Date.valueOf(asOf.minusDays(one.ageDays())),
              Date.valueOf(asOf.minusDays(one.silentDays())),
              BigDecimal.valueOf(Math.round(one.amount() * 100), 2),
              (long) one.recentDays(),
              BigDecimal.valueOf(Math.round(one.recentAmount() * 100), 2),
              one.recencyDays(),
              one.ageDays()));
    }
    for (var column :
        List.of(
            CustomerValuesTable.ONE_ID,
            CustomerValuesTable.ANCHOR_NODE,
            CustomerValuesTable.PURCHASE_DAY_COUNT,
            CustomerValuesTable.FIRST_PURCHASE_DATE,
            CustomerValuesTable.LAST_PURCHASE_DATE,
            CustomerValuesTable.PAID_AMOUNT)) {
      schema = schema.add(column.name(), column.type());
    }
    schema =
        schema
            .add(CustomersTransform.RECENT_DAYS, "bigint")
            .add(CustomersTransform.RECENT_AMOUNT, CustomerValuesTable.PAID_AMOUNT.type())
            .add(CustomersTransform.RECENCY_DAYS, "int")
            .add(CustomersTransform.AGE_DAYS, "int");
    Findings findings =
        new Findings(List.of(), "bg-nbd", "hurdle", new Forecast(model, terms), hurdle);
    Dataset<Row> customers = spark.createDataFrame(rows, schema);
    List<Row> told =
        new CustomerValuesTransform(findings, 2, asOf, Optional.of("CNY"))
            .apply(customers)
            .orderBy(col(CustomerValuesTable.ONE_ID.name()))
            .collectAsList();
    List<Customer> same = new CustomerRows(50).customers(customers.where("one_id = 'p0'"));
    double expected = foretold(hurdle, same)[0];
    assertThat(told).hasSize(50);
    Row first = told.get(0);
    assertThat(
            first
                .getDecimal(first.fieldIndex(CustomerValuesTable.EXPECTED_AMOUNT.name()))
                .doubleValue())
        .isEqualTo(expected, within(0.01));
    assertThat(told)
        .extracting(row -> row.getString(row.fieldIndex(CustomerValuesTable.AMOUNT_REASONS.name())))
        .allSatisfy(
            reasons -> assertThat(reasons).startsWith("[{\"feature\":\"").contains("\"effect\":"));
    assertThat(
            new CustomerValuesTransform(
                    new Findings(List.of(), "bg-nbd", "bg-nbd", findings.forecast(), null),
                    2,
                    asOf,
                    Optional.empty())
                .apply(customers.where("one_id = 'p0'"))
                .select(CustomerValuesTable.AMOUNT_REASONS.col())
                .first()
                .isNullAt(0))
        .as("the purchase model says no reasons")
        .isTrue();
  }

  private List<Customer> customers() {
    return observed.stream().map(Observed::customer).toList();
  }

  private double[] spent() {
    return observed.stream().mapToDouble(Observed::laterAmount).toArray();
  }

  private double[] foretold(Hurdle one, List<Customer> customers) {
    return LEARNER.amounts(spark, one, model, customers);
  }

  private Dataset<Row> rows() {
    return LEARNER.rows(spark, model, customers());
  }
}
