package io.lakeprint.ml.value.btyd;

import io.lakeprint.ml.value.btyd.BetaGeometricNbd.Leaving;

/** The models there are, and how one is fitted. */
public enum PurchaseModelKind {
  /** {@link BetaGeometricNbd} that lets nobody leave after the first purchase. */
  BG_NBD,
  /** {@link BetaGeometricNbd} that lets people leave after any purchase. */
  MBG_NBD,
  /** {@link ParetoNbd}. */
  PARETO_NBD;

  /** The model with the highest likelihood of these histories. */
  public PurchaseModel fit(Histories histories) {
    double time = histories.timeScale();
    double[] start =
        this == PARETO_NBD
            ? new double[] {0.5, time / 2, 0.5, time / 2}
            : new double[] {0.5, time / 2, 1, 2};
    return of(
        MaximumLikelihood.fit(
            parameters -> histories.logLikelihood(of(parameters)) / histories.customers(), start));
  }

  private PurchaseModel of(double[] p) {
    return switch (this) {
      case BG_NBD -> new BetaGeometricNbd(Leaving.AFTER_REPEATS, p[0], p[1], p[2], p[3]);
      case MBG_NBD -> new BetaGeometricNbd(Leaving.AFTER_EVERY_PURCHASE, p[0], p[1], p[2], p[3]);
      case PARETO_NBD -> new ParetoNbd(p[0], p[1], p[2], p[3]);
    };
  }
}
