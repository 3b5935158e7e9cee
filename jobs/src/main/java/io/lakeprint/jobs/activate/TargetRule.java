package io.lakeprint.jobs.activate;

import io.lakeprint.common.config.Default;
import java.util.Optional;

/**
 * By which identifier the destination knows people, and how it wants it written.
 *
 * @param id identifier type
 * @param scope app or platform, for types that have one
 * @param as name at the destination; the type's name unless said otherwise
 * @param choice which of several identifiers of a person
 * @param text how it is written before it is hashed
 * @param form whether it is hashed
 */
public record TargetRule(
    String id,
    Optional<String> scope,
    Optional<String> as,
    @Default("latest") Choice choice,
    @Default("canonical") Text text,
    @Default("clear") Form form) {

  /** Which of several. */
  public enum Choice {
    /** The one seen last. */
    LATEST,
    /** The one that the person verified last (a login, a binding); never verified ones are none. */
    LATEST_VERIFIED,
    /** Each is a target of its own. */
    ALL
  }

  /** How a value is written. */
  public enum Text {
    /** As Lakeprint keeps it: phones with + and country code, e-mail addresses in lower case. */
    CANONICAL,
    /** A phone number without the +, with its country code. */
    DIGITS,
    /** A phone number of the default country without its code; others as digits. */
    NATIONAL,
    /** In lower case. */
    LOWER,
    /** In upper case. */
    UPPER
  }

  /** Whether a value is hashed. */
  public enum Form {
    /** As it is. */
    CLEAR,
    /** MD5, in lower-case hexadecimal, as some ad platforms still want it. */
    MD5,
    /** SHA-256, in lower-case hexadecimal. */
    SHA256
  }

  /** Name at the destination. */
  String name() {
    return as.orElse(id);
  }

  /** Everything by which its values look as they do. */
  String manner() {
    return name() + " " + text + " " + form;
  }

  String withinScope() {
    return scope.orElse("");
  }
}
