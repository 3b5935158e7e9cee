package io.lakeprint.ml.clustering;

/**
 * How far two ways to group the same people agree, whatever the groups are called: 1 where they are
 * the same, 0 on average where one says nothing of the other, below 0 where they agree less than by
 * chance (Hubert and Arabie 1985, equation 5).
 */
final class AdjustedRandIndex {
  private AdjustedRandIndex() {}

  /**
   * The index.
   *
   * @param people how many are in each group of the one way and each of the other
   */
  static double of(long[][] people) {
    int columns = people.length == 0 ? 0 : people[0].length;
    long[] ofColumn = new long[columns];
    long all = 0;
    double together = 0;
    double inRows = 0;
    for (long[] row : people) {
      long ofRow = 0;
      for (int j = 0; j < columns; j++) {
        together += pairs(row[j]);
        ofRow += row[j];
        ofColumn[j] += row[j];
      }
      inRows += pairs(ofRow);
      all += ofRow;
    }
    double inColumns = 0;
    for (long column : ofColumn) {
      inColumns += pairs(column);
    }
    double mean = (inRows + inColumns) / 2;
    double byChance = all < 2 ? 0 : inRows * inColumns / pairs(all);
    // Both put everybody together, or everybody apart: there is one way to do so.
    return mean == byChance ? 1 : (together - byChance) / (mean - byChance);
  }

  private static double pairs(long people) {
    return people * (people - 1.0) / 2;
  }
}
