package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.Locale;
import org.apache.spark.sql.Column;

/** Kinds of evidence that two identifiers belong to one person, and how strong each is. */
enum LinkKind {
  /** A login with a principal, or an explicit bind. */
  VERIFIED(90),
  /** A child and its parent on one record: openid and unionid. */
  PLATFORM(90),
  /** A sender's {@code identify} or {@code alias}. */
  IDENTIFY(70),
  /** Card and phone on one order. */
  TILL(60),
  /** Anything else on one record. */
  CO_SEEN(30);

  private final int strength;

  LinkKind(int strength) {
    this.strength = strength;
  }

  int strength() {
    return strength;
  }

  /** As {@code id_links} names it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  Column column() {
    return lit(label());
  }

  /** The strength of a column of labels. */
  static Column strengthOf(Column label) {
    Column strength = lit(CO_SEEN.strength);
    for (LinkKind kind : values()) {
      strength = when(label.equalTo(kind.column()), kind.strength).otherwise(strength);
    }
    return strength;
  }
}
