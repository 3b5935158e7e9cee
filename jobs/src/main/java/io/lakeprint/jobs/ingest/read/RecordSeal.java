package io.lakeprint.jobs.ingest.read;

import io.lakeprint.common.privacy.VaultCipher;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Closes and opens records that are kept for a while as they came, because they may hold anything
 * about anybody: the bytes, and the layout they need to be read alone.
 *
 * <p>The layout goes along in front of the bytes, so that one column holds all that a replay needs.
 * Deterministic; not thread-safe.
 *
 * @param cipher of the lake's secret; only ever inside a function object
 * @param source records of one source cannot be passed off as another's
 */
public record RecordSeal(VaultCipher cipher, String source) implements Serializable {

  private static final String TYPE = "record";
  private static final int NO_LAYOUT = -1;

  /** What was closed. */
  static final class Opened {
    /** See {@link RecordColumns#LAYOUT}. */
    final @Nullable String layout;

    /** See {@link RecordColumns#RAW}. */
    final byte[] raw;

    Opened(@Nullable String layout, byte[] raw) {
      this.layout = layout;
      this.raw = raw;
    }
  }

  /** The record encrypted. */
  public byte[] close(@Nullable String layout, byte[] raw) {
    byte[] before = layout == null ? new byte[0] : layout.getBytes(StandardCharsets.UTF_8);
    ByteBuffer clear = ByteBuffer.allocate(Integer.BYTES + before.length + raw.length);
    clear.putInt(layout == null ? NO_LAYOUT : before.length).put(before).put(raw);
    return cipher.encrypt(TYPE, source, clear.array());
  }

  Opened open(byte[] sealed) {
    ByteBuffer clear = ByteBuffer.wrap(cipher.decrypt(TYPE, source, sealed));
    int length = clear.getInt();
    String layout = null;
    if (length != NO_LAYOUT) {
      byte[] before = new byte[length];
      clear.get(before);
      layout = new String(before, StandardCharsets.UTF_8);
    }
    byte[] raw = new byte[clear.remaining()];
    clear.get(raw);
    return new Opened(layout, raw);
  }
}
