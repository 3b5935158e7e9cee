package io.lakeprint.jobs.behaviour.kernel;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one person's touches led to.
 *
 * @param credits credit by where it goes
 * @param moves how often a way leads from one touchpoint to the next
 */
public record AttributionOutcome(Map<Home, Credit> credits, Map<Move, Long> moves) {

  /** Stands where a conversion has no touch. */
  public static final String NO_TOUCH = "(none)";

  /** Before the first touch of a way. */
  public static final String START = "(start)";

  /** After the last touch of a way that converted. */
  public static final String CONVERSION = "(conversion)";

  /** After the last touch of a way that did not. */
  public static final String NO_CONVERSION = "(no conversion)";

  /**
   * Where credit goes.
   *
   * @param period period of the conversion
   * @param currency currency of the conversion; null = it says none
   * @param touchpoint touchpoint, or {@link #NO_TOUCH}
   */
  public record Home(int period, @Nullable String currency, String touchpoint) {}

  /** Credit of some conversions, by {@link CreditRule} in the order of its values. */
  public static final class Credit {

    private final long[] conversions = new long[CreditRule.values().length];
    private final long[] amounts = new long[conversions.length];

    Credit() {}

    void add(int rule, long conversion, long amount) {
      conversions[rule] += conversion;
      amounts[rule] += amount;
    }

    /** In units of which {@link Shares#CONVERSION} are one conversion. */
    public long[] conversions() {
      return conversions.clone();
    }

    /** In ten-thousandths of the currency. */
    public long[] amounts() {
      return amounts.clone();
    }
  }

  /**
   * One step of a way.
   *
   * @param period period of the conversion, or of the touches where there is none
   * @param from touchpoint, or {@link #START}
   * @param to touchpoint, {@link #CONVERSION} or {@link #NO_CONVERSION}
   */
  public record Move(int period, String from, String to) {}
}
