package io.lakeprint.common.ids;

import static org.apache.spark.sql.functions.lit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

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

  /** One call instead of the dozen functions that Spark would need for it. */
  private static final UserDefinedFunction FOUNDED =
      functions
          .udf(
              (@Nullable Long node, @Nullable Long generation) ->
                  node == null || generation == null ? null : ofFounder(node, generation),
              DataTypes.StringType)
          .withName("one_id");

  /** The id of the first person that {@code node} founds; null for a null node. */
  public static Column ofFounder(Column node) {
    return ofFounder(node, lit(0));
  }

  /** The id of the person that {@code node} founds after {@code generation} others. */
  public static Column ofFounder(Column node, Column generation) {
    return FOUNDED.apply(node.cast("bigint"), generation.cast("bigint"));
  }

  /** The same in plain Java. */
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
