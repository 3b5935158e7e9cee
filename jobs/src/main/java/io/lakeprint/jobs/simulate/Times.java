package io.lakeprint.jobs.simulate;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The ways in which the formats write a time. */
record Times(ZoneId zone) {

  private static final DateTimeFormatter ISO = utc("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");
  private static final DateTimeFormatter SNOWPLOW = utc("yyyy-MM-dd HH:mm:ss.SSS");
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter LOG =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

  static String iso(long millis) {
    return ISO.format(Instant.ofEpochMilli(millis));
  }

  static String snowplow(long millis) {
    return SNOWPLOW.format(Instant.ofEpochMilli(millis));
  }

  /** Local time of the zone without an offset, as tills print it. */
  String local(long millis) {
    return LOCAL.format(Instant.ofEpochMilli(millis).atZone(zone));
  }

  /** The bracketed time of an access log. */
  String log(long millis) {
    return LOG.format(Instant.ofEpochMilli(millis).atZone(zone));
  }

  String date(long millis) {
    return Instant.ofEpochMilli(millis).atZone(zone).toLocalDate().toString();
  }

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
