package io.lakeprint.ml.registry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Asks trees about the rows of a partition, some hundred rows a call, because each call into native
 * code costs as much as many rows. In: rows whose last column is the vector. Out: the same rows
 * with the answer in its place.
 */
final class BoostAnswers implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;
  private static final int ROWS_PER_CALL = 512;

  private final byte[] trees;
  private final BoostQuestion question;

  BoostAnswers(byte[] trees, BoostQuestion question) {
    this.trees = trees;
    this.question = question;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) throws XGBoostError, IOException {
    if (!rows.hasNext()) {
      return rows;
    }
    Booster booster = XGBoost.loadModel(trees);
    // Every task has one core of its own; more threads would take those of others.
    booster.setParam("nthread", 1);
    return new Iterator<>() {
      private Iterator<Row> answered = List.<Row>of().iterator();

      @Override
      public boolean hasNext() {
        if (!answered.hasNext() && rows.hasNext()) {
          answered = answered(booster, rows).iterator();
        }
        return answered.hasNext();
      }

      @Override
      public Row next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return answered.next();
      }
    };
  }

  private List<Row> answered(Booster booster, Iterator<Row> rows) {
    List<Row> asked = new ArrayList<>(ROWS_PER_CALL);
    while (asked.size() < ROWS_PER_CALL && rows.hasNext()) {
      asked.add(rows.next());
    }
    int last = asked.get(0).length() - 1;
    try {
      DMatrix matrix = DenseRows.of(asked.stream().map(row -> row.<Vector>getAs(last)).toList());
      try {
        float[][] numbers = question.ask(booster, matrix);
        List<Row> answers = new ArrayList<>(asked.size());
        for (int i = 0; i < asked.size(); i++) {
          Object[] values = new Object[last + 1];
          for (int column = 0; column < last; column++) {
            values[column] = asked.get(i).get(column);
          }
          values[last] = question.answer(numbers[i]);
          answers.add(RowFactory.create(values));
        }
        return answers;
      } finally {
        matrix.dispose();
      }
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost could not score", e);
    }
  }
}
