package io.lakeprint.ml.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.ml.registry.FittedBlend;
import io.lakeprint.ml.registry.FittedLearner;
import io.lakeprint.ml.registry.ModelInputs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Finds the best of several ways to learn by successive halving (Jamieson and Talwalkar 2016): all
 * compete on few rows, the better part of them on more, the last few on all. The measure is the
 * PR-AUC on rows that nothing was learned from; the first candidate is always in the final, and a
 * later one must beat it clearly.
 *
 * <p>Deterministic for rows, candidates and seed. A clock may stop it early; how many evaluations
 * it had made by then is part of the outcome, and the same number as {@code maximumEvaluations}
 * gives the same winner again.
 *
 * @param candidates the simpler ones first, at least one
 * @param keepOneOf that part of the candidates goes on to a round with as many times the rows; 1
 *     sends all into the final
 * @param minimumRows to learn from, in the first round
 * @param maximumEvaluations of one candidate in one round each; the final has one in any case
 * @param simplerWithin PR-AUC by which a later candidate must beat an earlier one, and a blend the
 *     best of its members
 * @param largestBlend members of a blend at most; 1 makes none
 * @param seed of everything drawn
 */
public record Tournament(
    List<Candidate> candidates,
    int keepOneOf,
    int minimumRows,
    int maximumEvaluations,
    double simplerWithin,
    int largestBlend,
    long seed) {
  private static final long MILLION = 1_000_000;
  private static final String SCORE = "_score";

  public Tournament {
    if (candidates.isEmpty() || keepOneOf < 1 || maximumEvaluations < 1) {
      throw new IllegalArgumentException("a tournament needs candidates, rounds and evaluations");
    }
    candidates = List.copyOf(candidates);
  }

  /** All candidates on all rows, no rounds before, no blend. */
  public static Tournament finalOnly(List<Candidate> candidates, double simplerWithin, long seed) {
    return new Tournament(candidates, 1, 1, Integer.MAX_VALUE, simplerWithin, 1, seed);
  }

  /**
   * What is learned from.
   *
   * @param rows label, key and vector in one partition, in a total order, cached
   * @param key of a row's person
   * @param inputs what the vector holds
   * @param folds at least one; with several, each candidate is judged on all their rows together
   *     and the winner learns from all rows in the end
   * @param rowBound more rows than there are
   */
  public record Field(
      Dataset<Row> rows, Column key, ModelInputs inputs, List<Fold> folds, int rowBound) {
    public Field {
      folds = List.copyOf(folds);
    }
  }

  /**
   * Who won.
   *
   * @param learner what it learned
   * @param name the candidate, or what was blended
   * @param judged what it said, uncalibrated, about the judging rows when they were new to it
   * @param measured every candidate in the last round that it took part in
   * @param evaluations made when it was over, or when a clock or the bound stopped it
   */
  public record Outcome(
      FittedLearner learner,
      String name,
      Judged judged,
      List<Measured> measured,
      int evaluations) {}

  /** One candidate in one round. */
  private record Tried(
      Candidate candidate, List<FittedLearner> fitted, Judged judged, double prAuc) {}

  /**
   * Plays.
   *
   * @param timeIsUp asked before every evaluation
   */
  public Outcome run(Field field, BooleanSupplier timeIsUp) {
    return new Rounds(field, timeIsUp).play();
  }

  /** Share of the rows in each round; the last is 1. */
  List<Double> shares(double rows) {
    List<Double> shares = new ArrayList<>(List.of(1.0));
    int left = candidates.size();
    while (keepOneOf > 1 && left > keepOneOf) {
      left = kept(left);
      double share = Math.max(minimumRows / rows, shares.get(0) / keepOneOf);
      if (share >= shares.get(0)) {
        break;
      }
      shares.add(0, share);
    }
    return shares;
  }

  private int kept(int candidates) {
    return (candidates + keepOneOf - 1) / keepOneOf;
  }

  /** The state of one tournament. */
  private final class Rounds {
    private final Field field;
    private final BooleanSupplier timeIsUp;
    private final List<Measured> measured = new ArrayList<>();
    private int evaluations;
    private int spentAt = -1;

    Rounds(Field field, BooleanSupplier timeIsUp) {
      this.field = field;
      this.timeIsUp = timeIsUp;
    }

    Outcome play() {
      List<Candidate> left = candidates;
      List<Double> shares =
          shares((double) field.rows().filter(field.folds().get(0).learn()).count());
      for (double share : shares.subList(0, shares.size() - 1)) {
        left = survivors(round(left, List.of(field.folds().get(0)), share));
      }
      List<Tried> finalists =
          round(left, field.folds(), 1).stream()
              .sorted(Comparator.comparingInt(one -> candidates.indexOf(one.candidate())))
              .toList();
      finalists.forEach(this::measure);
      return decided(finalists);
    }

    private boolean spent() {
      if (spentAt < 0 && (evaluations >= maximumEvaluations || timeIsUp.getAsBoolean())) {
        spentAt = evaluations;
      }
      return spentAt >= 0;
    }

    /** At least the first is tried. */
    private List<Tried> round(List<Candidate> left, List<Fold> folds, double share) {
      List<Tried> tried = new ArrayList<>();
      for (Candidate candidate : left) {
        if (tried.isEmpty() || !spent()) {
          tried.add(tried(candidate, folds, share));
          evaluations++;
        }
      }
      return tried;
    }

    /** The best first; while nothing is spent, the first candidate too. */
    private List<Candidate> survivors(List<Tried> tried) {
      boolean over = spent();
      List<Tried> on = new ArrayList<>(ranked(tried).subList(0, over ? 1 : kept(tried.size())));
      if (!over && !on.contains(tried.get(0))) {
        on.add(tried.get(0));
      }
      tried.stream().filter(one -> !on.contains(one)).forEach(this::measure);
      return on.stream().map(Tried::candidate).toList();
    }

    private static List<Tried> ranked(List<Tried> tried) {
      return tried.stream()
          .sorted(Comparator.comparingDouble((Tried one) -> -one.prAuc()))
          .toList();
    }

    private void measure(Tried tried) {
      measured.add(
          new Measured(
              Measured.learner(tried.candidate().name()),
              Measured.VALIDATION,
              tried.judged().metrics()));
    }

    private Tried tried(Candidate candidate, List<Fold> folds, double share) {
      List<FittedLearner> fitted = new ArrayList<>();
      List<Judged> judged = new ArrayList<>();
      for (Fold fold : folds) {
        FittedLearner learned =
            candidate.fit(
                field.rows().filter(fold.learn()).filter(within(share)), field.inputs(), seed);
        fitted.add(learned);
        judged.add(judged(learned, field.rows().filter(fold.judge())));
      }
      Judged all = Judged.concat(judged);
      return new Tried(candidate, fitted, all, all.metrics().prAuc());
    }

    private Judged judged(FittedLearner learned, Dataset<Row> rows) {
      return Judged.of(
          learned
              .score(rows, SCORE)
              .select(col(TrainingRows.LABEL), col(SCORE))
              .takeAsList(field.rowBound()),
          0);
    }

    /** Whole people: all rows of one stay together. */
    private Column within(double share) {
      return share >= 1
          ? lit(true)
          : pmod(xxhash64(lit(seed), field.key()), lit(MILLION)).lt((long) (share * MILLION));
    }

    private Outcome decided(List<Tried> finalists) {
      Tried best = finalists.get(0);
      for (Tried later : finalists) {
        best = later.prAuc() > best.prAuc() + simplerWithin ? later : best;
      }
      List<Tried> chosen = List.of(best);
      Judged judged = best.judged();
      List<Tried> ranked = ranked(finalists);
      double bar = best.prAuc() + simplerWithin;
      for (int members = 2; members <= Math.min(largestBlend, ranked.size()); members++) {
        List<Tried> some = ranked.subList(0, members);
        Judged blended = Judged.blend(some.stream().map(Tried::judged).toList());
        double prAuc = blended.metrics().prAuc();
        if (prAuc > bar) {
          bar = prAuc;
          chosen = some;
          judged = blended;
        }
      }
      List<FittedLearner> learned = chosen.stream().map(this::learned).toList();
      return new Outcome(
          learned.size() == 1 ? learned.get(0) : new FittedBlend(learned),
          String.join(" + ", chosen.stream().map(one -> one.candidate().name()).toList()),
          judged,
          List.copyOf(measured),
          spentAt < 0 ? evaluations : spentAt);
    }

    /** With one fold what was judged; with several the same learned from all rows. */
    private FittedLearner learned(Tried tried) {
      return tried.fitted().size() == 1
          ? tried.fitted().get(0)
          : tried.candidate().fit(field.rows(), field.inputs(), seed);
    }
  }
}
