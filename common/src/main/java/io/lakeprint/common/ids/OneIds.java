package io.lakeprint.common.ids;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The id of a person, derived from the node that founded it: no sequence and no random, so that a
 * repeated run gives the same ids.
 *
 * <p>16 characters of {@code [0-9a-v]}: the first 80 bits of the SHA-256 of {@code node:generation}
 * in base 32 (RFC 4648, extended hex alphabet, lower case). The generation counts the ids that the
 * same node founded before: an id is never given twice.
 *
 * <p>An event whose anchor the identity map does not know yet has the id of generation 0 of its
 * anchor, until identity has placed the anchor.
 */
public final class OneIds {

  /** Hexadecimal digits that four digits of base 32 stand for. */
  private static final int GROUP = 5;

  private static final int GROUPS = 4;

  /** The id of the person that {@code node} founds after {@code generation} others. */
  public static String ofFounder(long node, long generation) {
    String digest = HexFormat.of().formatHex(sha256(node + ":" + generation));
    StringBuilder id = new StringBuilder();
    for (int part = 0; part < GROUPS; part++) {
      String digits = digest.substring(part * GROUP, (part + 1) * GROUP);
      String base32 = Integer.toString(Integer.parseInt(digits, 16), 32);
      id.append("0".repeat(GROUPS - base32.length())).append(base32);
    }
    return id.toString();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private OneIds() {}
}
