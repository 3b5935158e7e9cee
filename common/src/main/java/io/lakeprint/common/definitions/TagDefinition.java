package io.lakeprint.common.definitions;

import io.lakeprint.common.config.Default;
import io.lakeprint.common.config.WrittenOnce;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One tag as an operator defines it; docs/tags.md explains each key.
 *
 * @param nameZh Chinese name
 * @param nameEn English name
 * @param group where it stands in the catalogue
 * @param kind how its value comes about, and which of the keys below it needs
 * @param type type of its value; never changes, a new meaning is a new id
 * @param unit what a number counts or measures
 * @param description what an operator should know before using it
 * @param owner who answers for it
 * @param window days that count: {@code 30d}, {@code this-month}, {@code lifetime}; what functions
 *     without a window of their own take
 * @param validFrom the first day on which it holds; before, it is null for everybody
 * @param validUntil the last day on which it holds
 * @param expression of a statistic: SQL over the functions and other tags; of a preference: {@code
 *     top(…)}
 * @param steps of a ladder (value, when), first match wins; of a funnel position (value, event),
 *     first step first
 * @param otherwise value when no step holds; absent = null
 * @param since of days-since: the tag that holds the moment
 * @param attribute of an attribute: its name, as sources say it
 * @param sequence of a sequence: what is done one after the other, and within which time
 */
@WrittenOnce
public record TagDefinition(
    String nameZh,
    String nameEn,
    String group,
    TagKind kind,
    ValueType type,
    Optional<String> unit,
    Optional<String> description,
    Optional<String> owner,
    Optional<String> window,
    Optional<LocalDate> validFrom,
    Optional<LocalDate> validUntil,
    Optional<String> expression,
    @Default("[]") List<Step> steps,
    Optional<String> otherwise,
    Optional<String> since,
    Optional<String> attribute,
    Optional<Behaviour.InSequence> sequence)
    implements Definition {

  /**
   * A step of a ladder or of a funnel.
   *
   * @param value what the tag is when this step is taken
   * @param when condition of a ladder's step
   * @param event event of a funnel's step
   */
  public record Step(String value, Optional<Condition> when, Optional<String> event) {}

  /** Whether it says anything at the end of {@code day}. */
  public boolean holdsOn(LocalDate day) {
    return !validFrom.map(day::isBefore).orElse(false)
        && !validUntil.map(day::isAfter).orElse(false);
  }

  /** Whether its value is kept in {@code profile.person_tags}. */
  public boolean isStored() {
    return kind != TagKind.DAYS_SINCE;
  }
}
