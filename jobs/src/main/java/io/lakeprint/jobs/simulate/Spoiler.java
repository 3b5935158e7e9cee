package io.lakeprint.jobs.simulate;

import java.util.regex.Pattern;

/** Makes a record that no reader should accept out of a good one. */
final class Spoiler {

  private static final Pattern DATE = Pattern.compile("\\b(\\d{4})-\\d\\d-\\d\\d([T ])");
  private static final Pattern MILLIS = Pattern.compile("\"time\":\\d+");
  private static final Pattern LOG_TIME = Pattern.compile("\\[\\d\\d/\\w{3}/");
  private static final Pattern TYPE = Pattern.compile("\"type\":\"[^\"]*\",");

  private Spoiler() {}

  /** A cut-off record, one with the wrong number of columns, or one with impossible dates. */
  static String spoil(Source source, String text, Rng rng) {
    boolean cut = rng.chance(.5);
    return switch (source) {
      case WEB, IOT -> cut ? half(text) : badDates(text);
      case APP -> cut ? text.substring(0, text.lastIndexOf('\t')) : badDates(text);
      case STORE -> cut ? firstColumns(text, 5) : badDates(text);
      case SERVER -> cut ? half(text) : LOG_TIME.matcher(text).replaceFirst("[45/Foo/");
      case MINI_PROGRAM ->
          cut ? half(text) : MILLIS.matcher(text).replaceFirst("\"time\":\"yesterday\"");
      // A broken element would take its whole array along: leave out a required attribute.
      case IOT_BATCH -> TYPE.matcher(text).replaceFirst("");
    };
  }

  private static String half(String text) {
    int middle = text.length() / 3;
    return text.substring(0, Character.isLowSurrogate(text.charAt(middle)) ? middle - 1 : middle);
  }

  private static String badDates(String text) {
    return DATE.matcher(text).replaceAll("$1-13-45$2");
  }

  private static String firstColumns(String text, int columns) {
    int end = -1;
    for (int i = 0; i < columns; i++) {
      end = text.indexOf(',', end + 1);
    }
    return text.substring(0, end);
  }
}
