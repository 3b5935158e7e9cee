package io.lakeprint.common.privacy;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * Makes tokens: {@code v1_} and the first 128 bits of HMAC-SHA-256 over type, scope and canonical
 * value (separated by U+001F), in lower-case base 32.
 *
 * <p>Equal identifiers have equal tokens, without the key nobody gets from a token to its value,
 * and the value of one type or scope says nothing about the other. Base 32, so that readers that
 * ignore case do not mix two tokens up.
 *
 * <p>Not thread-safe: one per thread. Deterministic.
 */
public final class Tokens implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Version of key derivation and format; the start of each token. */
  public static final String PREFIX = "v1_";

  /** Between the parts of an identifier wherever they are hashed. */
  public static final char SEPARATOR = '\u001F';

  private static final int TOKEN_BYTES = 16;
  private static final char[] BASE_32 = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();

  private final byte[] key;
  private transient @Nullable Mac mac;

  Tokens(byte[] key) {
    this.key = key;
  }

  /** The token of one identifier, whose value is canonical. */
  public String token(String type, String scope, String value) {
    Mac keyed = mac();
    byte[] hash =
        keyed.doFinal(
            (type + SEPARATOR + scope + SEPARATOR + value).getBytes(StandardCharsets.UTF_8));
    return PREFIX + base32(hash, TOKEN_BYTES);
  }

  private Mac mac() {
    Mac known = mac;
    if (known == null) {
      known = Hkdf.mac(key);
      mac = known;
    }
    return known;
  }

  private static String base32(byte[] bytes, int length) {
    char[] text = new char[(length * 8 + 4) / 5];
    int buffer = 0;
    int bits = 0;
    int written = 0;
    for (int i = 0; i < length; i++) {
      buffer = (buffer << 8) | (bytes[i] & 0xFF);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text[written++] = BASE_32[(buffer >>> bits) & 31];
      }
    }
    if (bits > 0) {
      text[written] = BASE_32[(buffer << (5 - bits)) & 31];
    }
    return new String(text);
  }

  @Override
  public String toString() {
    return "Tokens[" + PREFIX + "***]";
  }
}
