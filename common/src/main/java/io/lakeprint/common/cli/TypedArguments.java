package io.lakeprint.common.cli;

import io.lakeprint.common.error.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Arguments that may come from standard input, so that an identifier of a person lands in no shell
 * history.
 */
public final class TypedArguments {

  /** What help says of such an argument. */
  public static final String DESCRIPTION =
      "type:value or type@scope:value, such as member_id:ann; '-' or nothing = a line of standard"
          + " input, so that it lands in no shell history";

  private TypedArguments() {}

  /**
   * As many as are wanted: those given, where {@code -} stands for a line of {@code in}, and lines
   * of {@code in} for those left out.
   *
   * @throws UsageException {@code TOO_MANY_IDENTIFIERS}, {@code IDENTIFIERS_MISSING}
   */
  public static List<String> of(List<String> given, int wanted, InputStream in) {
    if (given.size() > wanted) {
      throw tooMany(wanted, given.size());
    }
    List<String> all = new ArrayList<>(given);
    while (all.size() < wanted) {
      all.add("-");
    }
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (int i = 0; i < wanted; i++) {
      if (all.get(i).equals("-")) {
        all.set(i, line(lines, wanted, i));
      }
    }
    return all;
  }

  private static String line(BufferedReader lines, int wanted, int given) {
    try {
      String line = lines.readLine();
      if (line == null || line.isBlank()) {
        throw tooFew(wanted, given);
      }
      return line.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static UsageException tooFew(int wanted, int given) {
    return new UsageException(
        "IDENTIFIERS_MISSING",
        String.format(Locale.ROOT, "%d identifiers are needed and %d are given.", wanted, given),
        "Each '-' among the arguments, and each one left out, is read as a line of standard input.",
        "Give them as arguments, or pipe one per line.");
  }

  private static UsageException tooMany(int wanted, int given) {
    return new UsageException(
        "TOO_MANY_IDENTIFIERS",
        String.format(Locale.ROOT, "%d identifiers are given and %d is wanted.", given, wanted),
        "This command is about one identifier.",
        "Give one; run it again for the other.");
  }
}
