package io.lakeprint.ml;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.bench.Bench;
import io.lakeprint.common.bench.Comparison;
import io.lakeprint.common.bench.Outcome;
import io.lakeprint.common.bench.Trial;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.testkit.SparkExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@ExtendWith(SparkExtension.class)
class MlBenchmarkTest {

  /** Runs every variant once and measures nothing. */
  private record Once(SparkSession spark, Path folder, List<String> said) implements Bench {
    @Override
    public String input(String name, Consumer<String> make) {
      String address = folder.resolve(name).toUri().toString();
      make.accept(address);
      return address;
    }

    @Override
    public JobReport run(String job, String lake, String... settings) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Outcome compare(Comparison comparison) {
      comparison
          .variants()
          .forEach(
              variant -> {
                Trial trial =
                    new Trial(
                        folder.resolve(comparison.units() + variant.name()).toUri().toString(), 1);
                variant.prepare().on(trial);
                variant.work().on(trial);
                variant.check().on(trial);
                said.add(variant.name());
              });
      return new Outcome(comparison, List.of());
    }

    @Override
    public void note(String sentence) {
      said.add(sentence);
    }

    @Override
    public void progress(String step) {}
  }

  @Test
  void everyVariantDoesItsWork(SparkSession spark, @TempDir Path folder) {
    MlBenchmark benchmark = new MlBenchmark();
    new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(benchmark))
        .parseArgs(
            "--rows",
            "2000",
            "--trees",
            "4",
            "--roll-ups",
            "400",
            "--people",
            "20",
            "--scores",
            "50",
            "--customers",
            "3000");
    Once once = new Once(spark, folder, new ArrayList<>());
    benchmark.run(once);
    assertThat(once.said())
        .contains("mllib", "xgboost", "aggregated", "features", "bare", "predictions")
        .contains("evaluated", "bg-nbd", "mbg-nbd", "pareto-nbd", "gamma-gamma")
        .anySatisfy(said -> assertThat(said).startsWith("3000 customers have "))
        .anySatisfy(said -> assertThat(said).startsWith("ROC-AUC of xgboost: 0.7"));
  }
}
