package io.lakeprint.jobs.simulate;

/**
 * SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators").
 *
 * <p>Used in two ways: as a stream, seeded per person and day, so that one person's life does not
 * depend on who else is simulated; and as a plain hash, so that traits and identifiers need no
 * memory at all.
 */
final class Rng {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  Rng(long seed) {
    state = seed;
  }

  /** A well mixed number of up to four numbers; the same arguments always give the same result. */
  static long hash(long seed, long tag, long a, long b) {
    return mix(mix(mix(mix(seed + GOLDEN) ^ tag * GOLDEN) ^ (a + GOLDEN)) ^ (b - GOLDEN));
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  long next() {
    state += GOLDEN;
    return mix(state);
  }

  /** Uniform in [0, bound). */
  int below(int bound) {
    return (int) ((next() >>> 33) % bound);
  }

  /** Uniform in [low, high], both included. */
  int between(int low, int high) {
    return low + below(high - low + 1);
  }

  /** Uniform in [0, 1). */
  double unit() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  /** Log-normal with the given median and spread (standard deviation of the logarithm). */
  double logNormal(double median, double spread) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit()));
    return median * StrictMath.exp(spread * radius * StrictMath.cos(2 * Math.PI * unit()));
  }

  /** One of the values; small positions more often than large ones (roughly Zipf). */
  int skewed(int bound) {
    double u = unit();
    return (int) (bound * u * u);
  }

  <T> T pick(java.util.List<T> values) {
    return values.get(below(values.size()));
  }
}
