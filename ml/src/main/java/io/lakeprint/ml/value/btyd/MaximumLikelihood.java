package io.lakeprint.ml.value.btyd;

import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.optim.ConvergenceChecker;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * Finds positive parameters by maximum likelihood: Nelder and Mead's simplex (1965) over their
 * logarithms, begun again where it ended until that gains nothing, or for a limited number of
 * steps. Deterministic.
 *
 * <p>Some data have no maximum: of customers who all bought once, the likelihood rises for ever
 * towards a rate of zero. Parameters therefore stay near a box of ten decades, which no honest fit
 * touches, and are finite whatever the data.
 */
final class MaximumLikelihood {
  private static final double LOWEST = Math.log(1e-4);
  private static final double HIGHEST = Math.log(1e6);
  private static final double PRECISION = 1e-10;
  private static final int ROUNDS = 6;
  private static final int STEPS = 1_000;

  private MaximumLikelihood() {}

  /**
   * The parameters with the highest likelihood found.
   *
   * @param meanLogLikelihood of parameters, per customer; finite inside the box
   * @param start where to begin; its times in the unit of the data
   */
  static double[] fit(ToDoubleFunction<double[]> meanLogLikelihood, double... start) {
    ToDoubleFunction<double[]> bounded =
        logs -> {
          double outside =
              DoubleStream.of(logs)
                  .map(log -> Math.max(0, LOWEST - log) + Math.max(0, log - HIGHEST))
                  .sum();
          double value =
              meanLogLikelihood.applyAsDouble(parameters(logs)) - outside * (1 + outside);
          return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
        };
    double[] best = DoubleStream.of(start).map(Math::log).toArray();
    double value = bounded.applyAsDouble(best);
    for (int round = 0; round < ROUNDS; round++) {
      PointValuePair found = climb(bounded, best, round == 0 ? 1 : 0.2);
      double gain = found.getValue() - value;
      if (found.getValue() > value) {
        best = found.getPoint();
        value = found.getValue();
      }
      if (!(gain > PRECISION * 10)) {
        break;
      }
    }
    return parameters(best);
  }

  static void requirePositive(double... parameters) {
    for (double parameter : parameters) {
      if (!(parameter > 0 && parameter < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("parameters are positive, got " + parameter);
      }
    }
  }

  private static PointValuePair climb(ToDoubleFunction<double[]> goal, double[] from, double step) {
    return new SimplexOptimizer(new Patience())
        .optimize(
            MaxEval.unlimited(),
            new ObjectiveFunction(goal::applyAsDouble),
            GoalType.MAXIMIZE,
            new InitialGuess(from),
            new NelderMeadSimplex(from.length, step));
  }

  /** A log beyond the box counts as its edge, so that no function ever sees 0 or infinity. */
  private static double[] parameters(double[] logs) {
    return DoubleStream.of(logs)
        .map(log -> Math.exp(Math.min(HIGHEST, Math.max(LOWEST, log))))
        .toArray();
  }

  /**
   * Ends a climb when values stand still, or after so many steps: on a slope without end, or where
   * rounding is larger than progress, they never do. (The optimiser tells checkers no number of
   * iterations, so this one counts.)
   */
  private static final class Patience implements ConvergenceChecker<PointValuePair> {
    private final SimpleValueChecker still = new SimpleValueChecker(PRECISION / 1000, PRECISION);
    private int asked;

    @Override
    public boolean converged(int iteration, PointValuePair previous, PointValuePair current) {
      return ++asked > STEPS || still.converged(iteration, previous, current);
    }
  }
}
