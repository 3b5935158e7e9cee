package io.lakeprint.jobs.report.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lakeprint.common.tables.ColumnSpec;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a block are drawn; the script of the page knows each kind.
 *
 * @param kind which picture
 * @param x column along the axis: the categories, or where a flow comes from
 * @param y column of the second axis of a heat map, or where a flow goes to; null = none
 * @param values columns that are measured; one where {@code series} tells the rows apart
 * @param series column whose values are the series; null = each of {@code values} is one
 * @param traits what else is asked of the picture
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Chart(
    Kind kind,
    String x,
    @Nullable String y,
    List<String> values,
    @Nullable String series,
    Traits traits) {

  /** Which picture. */
  public enum Kind {
    /** Lines over time. */
    LINE,
    /** A line over numbers, not over names or days. */
    CURVE,
    /** Upright bars. */
    BAR,
    /** Lying bars, the first row on top. */
    RANK,
    /** Steps that people get through. */
    FUNNEL,
    /** A box per row: five measured columns, the quantiles from the least to the most. */
    BOX,
    /** Flows between nodes of successive steps. */
    SANKEY,
    /** Cells of two axes, coloured by a value. */
    HEAT,
    /**
     * Places on a page: cells from {@code x} to {@code right_ratio} across and from {@code y} to
     * {@code bottom_pixels} down, coloured by a value.
     */
    PAGE
  }

  /**
   * What else is asked of a picture.
   *
   * @param stacked whether series stand on one another
   * @param down a column of {@code values} drawn below the axis; null = none
   * @param complete column that says whether a row's period is over; null = all are
   * @param step column that says at which step a flow begins; null = no flow
   * @param signed whether values have a middle of 0 and a colour to either side
   * @param reference what a curve is held against; null = nothing
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Traits(
      boolean stacked,
      @Nullable String down,
      @Nullable String complete,
      @Nullable String step,
      boolean signed,
      @Nullable Reference reference) {

    private static final Traits NONE = new Traits(false, null, null, null, false, null);
  }

  /**
   * A straight line beside a curve.
   *
   * @param name what it stands for
   * @param level how high it lies; null = it rises, y being x
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Reference(Text name, @Nullable Double level) {}

  public Chart {
    values = List.copyOf(values);
  }

  /** One series per measured column. */
  public static Chart of(Kind kind, String x, String... values) {
    return new Chart(kind, x, null, Arrays.asList(values), null, Traits.NONE);
  }

  /** One series per measured column. */
  public static Chart of(Kind kind, ColumnSpec x, ColumnSpec... values) {
    return of(kind, x.name(), Arrays.stream(values).map(ColumnSpec::name).toArray(String[]::new));
  }

  /** One measured column, a series per value of {@code series}. */
  public Chart by(String column) {
    return new Chart(kind, x, y, values, column, traits);
  }

  /** A heat map of {@code value}. */
  public static Chart heat(String x, String y, String value) {
    return new Chart(Kind.HEAT, x, y, List.of(value), null, Traits.NONE);
  }

  /** Where on a page {@code value} is, each cell from its left and its top on. */
  public static Chart page(String left, String top, String value) {
    return new Chart(Kind.PAGE, left, top, List.of(value), null, Traits.NONE);
  }

  /** Flows of {@code value} from one column's nodes to another's, {@code step} by step. */
  public static Chart flow(String step, String from, String to, String value) {
    return new Chart(
        Kind.SANKEY,
        from,
        to,
        List.of(value),
        null,
        new Traits(false, null, null, step, false, null));
  }

  public Chart stacked() {
    return with(
        new Traits(
            true, traits.down, traits.complete, traits.step, traits.signed, traits.reference));
  }

  /** One of the measured columns hangs below the axis. */
  public Chart down(String column) {
    return with(
        new Traits(
            traits.stacked, column, traits.complete, traits.step, traits.signed, traits.reference));
  }

  /** Rows for which the column says no are drawn as unfinished. */
  public Chart complete(ColumnSpec column) {
    return with(
        new Traits(
            traits.stacked,
            traits.down,
            column.name(),
            traits.step,
            traits.signed,
            traits.reference));
  }

  public Chart signed() {
    return with(
        new Traits(
            traits.stacked, traits.down, traits.complete, traits.step, true, traits.reference));
  }

  /** A curve beside a straight line. */
  public Chart beside(Reference line) {
    return with(
        new Traits(traits.stacked, traits.down, traits.complete, traits.step, traits.signed, line));
  }

  private Chart with(Traits more) {
    return new Chart(kind, x, y, values, series, more);
  }
}
