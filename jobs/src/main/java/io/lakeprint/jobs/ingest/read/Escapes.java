package io.lakeprint.jobs.ingest.read;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The escapes that web servers write into quoted log fields. */
final class Escapes {

  private Escapes() {}

  /**
   * Undoes {@code \"}, {@code \\}, {@code \t}, {@code \n}, {@code \r} and {@code \xhh}; leaves the
   * text alone when the bytes behind {@code \xhh} are no UTF-8.
   */
  static String undo(byte[] bytes, int start, int end) {
    byte[] plain = new byte[end - start];
    int size = 0;
    for (int i = start; i < end; i++) {
      byte b = bytes[i];
      if (b == '\\' && i + 3 < end && bytes[i + 1] == 'x' && hex(bytes, i + 2) >= 0) {
        b = (byte) hex(bytes, i + 2);
        i += 3;
      } else if (b == '\\' && i + 1 < end) {
        i++;
        b =
            switch (bytes[i]) {
              case 't' -> '\t';
              case 'n' -> '\n';
              case 'r' -> '\r';
              default -> bytes[i];
            };
      }
      plain[size++] = b;
    }
    return Utf8.firstBad(plain, 0, size) < 0
        ? new String(Arrays.copyOf(plain, size), StandardCharsets.UTF_8)
        : new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }

  private static int hex(byte[] bytes, int at) {
    int high = Character.digit(bytes[at], 16);
    int low = Character.digit(bytes[at + 1], 16);
    return high < 0 || low < 0 ? -1 : (high << 4) | low;
  }
}
