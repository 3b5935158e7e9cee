package io.lakeprint.ml.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.tables.Types;
import io.lakeprint.ml.registry.FittedLearner;
import io.lakeprint.ml.registry.ModelInput;
import io.lakeprint.ml.registry.ModelInputs;
import io.lakeprint.ml.registry.SavedLearner;
import io.lakeprint.testkit.SparkExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Learners here know from the start what they will say; only the rules of the game are at play. */
@ExtendWith(SparkExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TournamentTest {
  private static final ModelInputs INPUTS = new ModelInputs(List.of(new ModelInput("a", 0)));

  private final Dataset<Row> rows;

  TournamentTest(SparkSession spark) {
    Random random = new Random(2);
    List<Row> people = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      int label = random.nextInt(4) == 0 ? 1 : 0;
      people.add(
          RowFactory.create(
              String.format("p%03d", i),
              (double) label,
              label + 0.9 * random.nextGaussian(),
              label + 1.0 * random.nextGaussian(),
              label + 3.0 * random.nextGaussian()));
    }
    rows =
        spark
            .createDataFrame(
                people,
                new StructType()
                    .add("key", Types.STRING)
                    .add(TrainingRows.LABEL, Types.DOUBLE)
                    .add("a", Types.DOUBLE)
                    .add("b", Types.DOUBLE)
                    .add("c", Types.DOUBLE))
            .coalesce(1)
            .cache();
  }

  /** Says the same whatever it is taught. */
  private record Known(String name, String says) implements Learner, FittedLearner {
    static Candidate candidate(String name, String column) {
      return new Candidate(name, new Known(name, "1 / (1 + exp(-(" + column + ")))"), false);
    }

    @Override
    public FittedLearner fit(Dataset<Row> rows, ModelInputs inputs, long seed) {
      return this;
    }

    @Override
    public String learner() {
      return name;
    }

    @Override
    public ModelInputs inputs() {
      return INPUTS;
    }

    @Override
    public Dataset<Row> score(Dataset<Row> rows, String column) {
      return rows.withColumn(column, expr(says));
    }

    @Override
    public Optional<Dataset<Row>> effects(Dataset<Row> rows, String column) {
      return Optional.empty();
    }

    @Override
    public SavedLearner saved() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void saveTo(Path folder, Configuration hadoop) {
      throw new UnsupportedOperationException();
    }
  }

  private static final Candidate A = Known.candidate("a", "a");
  private static final Candidate B = Known.candidate("b", "b");

  private static boolean never() {
    return false;
  }

  private Tournament.Field field() {
    return new Tournament.Field(rows, col("key"), INPUTS, Fold.byKey(col("key"), 3, 1), 1_000);
  }

  private Tournament.Outcome play(
      List<Candidate> candidates, int evaluations, int blend, BooleanSupplier timeIsUp) {
    return new Tournament(candidates, 3, 50, evaluations, 0.01, blend, 5).run(field(), timeIsUp);
  }

  private static List<Candidate> nine() {
    List<Candidate> candidates = new ArrayList<>();
    IntStream.range(0, 7).forEach(i -> candidates.add(Known.candidate("c" + i, "c")));
    candidates.add(B);
    candidates.add(A);
    return candidates;
  }

  @Test
  void theBestWinsAndEveryRowJudgesOnce() {
    Tournament.Outcome outcome = play(nine(), 100, 1, TournamentTest::never);
    assertThat(outcome.name()).isEqualTo("a");
    assertThat(outcome.judged().labels()).hasSize(600);
    assertThat(outcome.evaluations()).as("nine, then the best three").isEqualTo(12);
    assertThat(outcome.measured()).extracting(Measured::subject).hasSize(9).doesNotHaveDuplicates();
  }

  @Test
  void aSimplerOneMustBeBeatenClearly() {
    Candidate hardlyBetter = Known.candidate("hardly better", "a + 0.0001 * b");
    assertThat(play(List.of(A, hardlyBetter), 100, 1, TournamentTest::never).name()).isEqualTo("a");
    assertThat(play(List.of(B, hardlyBetter), 100, 1, TournamentTest::never).name())
        .isEqualTo("hardly better");
  }

  @Test
  void aBlendIsMadeOnlyWhereItHelps() {
    assertThat(play(List.of(A, B), 100, 3, TournamentTest::never).name()).isEqualTo("a + b");
    assertThat(
            play(List.of(A, Known.candidate("the same", "a")), 100, 3, TournamentTest::never)
                .name())
        .isEqualTo("a");
  }

  @Test
  void whatAClockCutsShortIsTheSameAgainWithItsNumberOfEvaluations() {
    for (int stop : new int[] {0, 1, 4, 8, 9, 10}) {
      AtomicInteger asked = new AtomicInteger();
      Tournament.Outcome cut = play(nine(), 100, 3, () -> asked.incrementAndGet() > stop);
      Tournament.Outcome again =
          play(nine(), Math.max(1, cut.evaluations()), 3, TournamentTest::never);
      assertThat(again.name()).as("stopped after " + cut.evaluations()).isEqualTo(cut.name());
      assertThat(cut.evaluations()).isLessThan(12);
    }
  }

  @Test
  void roundsGrowUntilAllRowsAreThere() {
    Tournament nine = new Tournament(nine(), 3, 50, 100, 0.01, 1, 5);
    assertThat(nine.shares(100_000)).containsExactly(1.0 / 3, 1.0);
    assertThat(nine.shares(60)).as("too few to halve").containsExactly(50 / 60.0, 1.0);
    assertThat(nine.shares(40)).containsExactly(1.0);
    assertThat(Tournament.finalOnly(nine(), 0, 1).shares(100_000)).containsExactly(1.0);
  }
}
