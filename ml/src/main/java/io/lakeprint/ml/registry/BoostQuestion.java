package io.lakeprint.ml.registry;

import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** What trees can be asked about a row. */
enum BoostQuestion {
  /** The log-odds: one number. */
  MARGIN {
    @Override
    float[][] ask(Booster booster, DMatrix rows) throws XGBoostError {
      return booster.predict(rows, true);
    }

    @Override
    Object answer(float[] numbers) {
      return (double) numbers[0];
    }
  },
  /** What each feature adds to the log-odds; the mean, which comes last, is left out. */
  CONTRIBUTIONS {
    @Override
    float[][] ask(Booster booster, DMatrix rows) throws XGBoostError {
      return booster.predictContrib(rows, 0);
    }

    @Override
    Object answer(float[] numbers) {
      double[] effects = new double[numbers.length - 1];
      for (int i = 0; i < effects.length; i++) {
        effects[i] = numbers[i];
      }
      return effects;
    }
  };

  abstract float[][] ask(Booster booster, DMatrix rows) throws XGBoostError;

  abstract Object answer(float[] numbers);
}
