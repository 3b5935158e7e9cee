package io.lakeprint.common.privacy;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts the values of vault identifiers, and records as they came, with AES-256-GCM.
 *
 * <p>The result is a nonce of 12 bytes, the cipher text and a tag of 16 bytes; of text, in URL-safe
 * base 64. Type, scope and key version are authenticated, so a value cannot be moved to another
 * row. The nonce is a keyed hash of the same identifier (as in synthetic-IV modes, Rogaway and
 * Shrimpton 2006): the same identifier always gives the same bytes, so that a rerun changes no row
 * of the vault; equality is known from the token anyway.
 *
 * <p>Not thread-safe: one per thread. Deterministic.
 */
public final class VaultCipher implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final String TRANSFORMATION = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final int version;
  private final byte[] key;
  private final byte[] nonceKey;
  private transient @Nullable Mac nonceMac;

  VaultCipher(int version, byte[] key, byte[] nonceKey) {
    this.version = version;
    this.key = key;
    this.nonceKey = nonceKey;
  }

  /** Version of its key, stored beside each value. */
  public int version() {
    return version;
  }

  /** The encrypted value of one identifier. */
  public String encrypt(String type, String scope, String value) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(encrypt(type, scope, value.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The clear value of one identifier.
   *
   * @throws IllegalArgumentException when {@code text} was made with another secret, for another
   *     type or scope, or was changed
   */
  public String decrypt(String type, String scope, String text) {
    return new String(
        decrypt(type, scope, Base64.getUrlDecoder().decode(text)), StandardCharsets.UTF_8);
  }

  /** Any bytes encrypted: nonce, cipher text, tag. */
  public byte[] encrypt(String type, String scope, byte[] clear) {
    byte[] context = context(type, scope);
    byte[] nonce = nonce(context, clear);
    try {
      Cipher gcm = initialised(Cipher.ENCRYPT_MODE, nonce, context);
      byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + gcm.getOutputSize(clear.length));
      gcm.doFinal(clear, 0, clear.length, sealed, NONCE_BYTES);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + TRANSFORMATION, e);
    }
  }

  /**
   * The clear bytes.
   *
   * @throws IllegalArgumentException as for text
   */
  public byte[] decrypt(String type, String scope, byte[] sealed) {
    if (sealed.length <= NONCE_BYTES) {
      throw new IllegalArgumentException("not an encrypted value");
    }
    try {
      Cipher gcm =
          initialised(
              Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), context(type, scope));
      return gcm.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    } catch (AEADBadTagException e) {
      throw new IllegalArgumentException(
          "the value of type '" + type + "' was sealed with another secret or for another row", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + TRANSFORMATION, e);
    }
  }

  /**
   * A new one each time: the JDK refuses the same nonce twice in a row, which repeats need here.
   */
  private Cipher initialised(int mode, byte[] nonce, byte[] context)
      throws GeneralSecurityException {
    Cipher gcm = Cipher.getInstance(TRANSFORMATION);
    gcm.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    gcm.updateAAD(context);
    return gcm;
  }

  private byte[] nonce(byte[] context, byte[] clear) {
    Mac mac = nonceMac;
    if (mac == null) {
      mac = Hkdf.mac(nonceKey);
      nonceMac = mac;
    }
    mac.update(context);
    return Arrays.copyOf(mac.doFinal(clear), NONCE_BYTES);
  }

  private byte[] context(String type, String scope) {
    return (version + "" + Tokens.SEPARATOR + type + Tokens.SEPARATOR + scope + Tokens.SEPARATOR)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "VaultCipher[v" + version + ", ***]";
  }
}
