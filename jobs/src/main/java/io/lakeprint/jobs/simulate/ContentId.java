package io.lakeprint.jobs.simulate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The key of a record whose format has none: its content and the how-manieth of its file it is. */
final class ContentId {

  private ContentId() {}

  /** First 32 hex characters of SHA-256 of the record's UTF-8 bytes, a dash, the occurrence. */
  static String of(String record, int occurrence) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(record.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16) + "-" + occurrence;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
