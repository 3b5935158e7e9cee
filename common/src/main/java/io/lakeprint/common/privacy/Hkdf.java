package io.lakeprint.common.privacy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with HMAC-SHA-256 (Krawczyk and Eronen, RFC 5869), without salt. */
final class Hkdf {

  static final int HASH_BYTES = 32;
  static final String HMAC = "HmacSHA256";

  private Hkdf() {}

  /** Key material of {@code length} bytes for one purpose. */
  static byte[] derive(byte[] secret, String purpose, int length) {
    return expand(
        extract(new byte[HASH_BYTES], secret), purpose.getBytes(StandardCharsets.UTF_8), length);
  }

  static byte[] extract(byte[] salt, byte[] secret) {
    return mac(salt).doFinal(secret);
  }

  static byte[] expand(byte[] pseudorandomKey, byte[] info, int length) {
    byte[] output = new byte[length];
    byte[] block = new byte[0];
    Mac mac = mac(pseudorandomKey);
    for (int done = 0, counter = 1; done < length; counter++) {
      mac.update(block);
      mac.update(info);
      block = mac.doFinal(new byte[] {(byte) counter});
      int taken = Math.min(block.length, length - done);
      System.arraycopy(block, 0, output, done, taken);
      done += taken;
    }
    Arrays.fill(block, (byte) 0);
    return output;
  }

  /** A new HMAC-SHA-256 with this key. */
  static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }
}
