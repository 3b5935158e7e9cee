package io.lakeprint.ml.value.btyd;

/**
 * All that these models need to know of a customer; times in one unit, whichever it is.
 *
 * @param repeats purchases after the first, 0 or more (x)
 * @param recency time from the first purchase to the last, 0 without repeats (t_x)
 * @param age time from the first purchase to the end of observation, at least recency (T)
 */
public record History(double repeats, double recency, double age) {

  public History {
    if (!(repeats >= 0 && recency >= 0 && age >= recency && age < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a history needs repeats >= 0 and 0 <= recency <= age, got "
              + repeats
              + ", "
              + recency
              + ", "
              + age);
    }
  }
}
