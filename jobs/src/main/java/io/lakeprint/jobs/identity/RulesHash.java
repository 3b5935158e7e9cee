package io.lakeprint.jobs.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/** One name for all rules that decide who is who: another name, another answer. */
final class RulesHash {

  /** Counts changes of the algorithm that change answers. */
  private static final int ALGORITHM = 1;

  /** Leaves out the alarm, which decides only whether an answer is written. */
  static String of(IdentityConfig config, TypeRules types, ZoneId zone) {
    List<Object> rules =
        List.of(
            ALGORITHM,
            zone,
            config.evidence(),
            config.minDays(),
            config.hold(),
            config.nextLoginWithin(),
            config.maxNodesPerPerson(),
            config.blocked(),
            new TreeMap<>(types.identifiers().types()));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(rules.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private RulesHash() {}
}
