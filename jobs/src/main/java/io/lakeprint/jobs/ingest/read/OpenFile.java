package io.lakeprint.jobs.ingest.read;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.io.compress.CodecPool;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.io.compress.Decompressor;
import org.apache.hadoop.io.compress.GzipCodec;
import org.apache.hadoop.io.compress.ZStandardCodec;
import org.apache.hadoop.security.AccessControlException;
import org.jspecify.annotations.Nullable;

/**
 * An open file, decompressed. What the first bytes say about the compression counts more than the
 * name, so that a misnamed file is read all the same.
 */
final class OpenFile implements Closeable {
  private static final byte[] GZIP = {0x1F, (byte) 0x8B};
  private static final byte[] BZIP2 = {'B', 'Z', 'h'};
  private static final byte[] ZSTANDARD = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD};

  private final FSDataInputStream raw;
  private final @Nullable CompressionCodec codec;
  private final Transport transport;
  private @Nullable Decompressor decompressor;
  private @Nullable InputStream decompressed;

  private OpenFile(FSDataInputStream raw, @Nullable CompressionCodec codec) {
    this.raw = raw;
    this.codec = codec;
    this.transport = new Transport(raw);
  }

  /**
   * @throws BadRecord when this file cannot be opened now and would not be in a minute
   */
  static OpenFile open(String path, Configuration conf) throws IOException, BadRecord {
    try {
      Path file = new Path(path);
      FSDataInputStream raw = file.getFileSystem(conf).open(file);
      try {
        byte[] magic = new byte[4];
        int size = Math.max(0, raw.readNBytes(magic, 0, 4));
        raw.seek(0);
        return new OpenFile(raw, codec(file, Arrays.copyOf(magic, size), conf));
      } catch (IOException e) {
        raw.close();
        throw e;
      }
    } catch (IOException e) {
      throw permanent(e);
    }
  }

  private static @Nullable CompressionCodec codec(Path file, byte[] magic, Configuration conf) {
    CompressionCodecFactory codecs = new CompressionCodecFactory(conf);
    CompressionCodec named = codecs.getCodec(file);
    if (begins(magic, GZIP) || (named instanceof GzipCodec && isPart(magic, GZIP))) {
      return codecs.getCodecByClassName(GzipCodec.class.getName());
    }
    if (begins(magic, BZIP2)) {
      return codecs.getCodecByClassName(BZip2Codec.class.getName());
    }
    if (begins(magic, ZSTANDARD)) {
      return codecs.getCodecByClassName(ZStandardCodec.class.getName());
    }
    boolean misnamed =
        named instanceof GzipCodec
            || named instanceof BZip2Codec
            || named instanceof ZStandardCodec;
    return misnamed ? null : named;
  }

  private static boolean begins(byte[] magic, byte[] prefix) {
    return magic.length >= prefix.length
        && Arrays.equals(magic, 0, prefix.length, prefix, 0, prefix.length);
  }

  private static boolean isPart(byte[] magic, byte[] of) {
    return magic.length > 0 && magic.length < of.length && magic[0] == of[0];
  }

  boolean isCompressed() {
    return codec != null;
  }

  void seek(long offset) throws IOException {
    raw.seek(offset);
  }

  /** Bytes of the stored file read so far, buffers included. */
  long position() throws IOException {
    return raw.getPos();
  }

  /** The bytes of the records, from where the file stands. */
  InputStream stream() throws IOException, BadRecord {
    if (codec == null) {
      return transport;
    }
    try {
      decompressor = CodecPool.getDecompressor(codec);
      InputStream in = codec.createInputStream(transport, decompressor);
      decompressed = in;
      return in;
    } catch (RuntimeException | UnsatisfiedLinkError e) {
      throw new BadRecord(
          ProblemCodes.UNREADABLE_FILE,
          "the codec "
              + codec.getClass().getSimpleName()
              + " does not work here: "
              + e.getMessage());
    }
  }

  /**
   * Tells an error of the content, which is a problem of the file, from an error of the storage,
   * which passes: that one is thrown, so that the task is tried again and no record is lost.
   */
  BadRecord classify(IOException e, long at) throws IOException {
    if (transport.failed) {
      return permanent(e);
    }
    return new BadRecord(
        ProblemCodes.TRUNCATED_FILE, "the compressed data is cut or damaged after byte " + at);
  }

  private static BadRecord permanent(IOException e) throws IOException {
    boolean gone =
        e instanceof FileNotFoundException
            || e instanceof NoSuchFileException
            || e instanceof AccessControlException
            || e instanceof AccessDeniedException
            || e instanceof ChecksumException;
    if (!gone) {
      throw e;
    }
    return new BadRecord(
        ProblemCodes.UNREADABLE_FILE,
        e instanceof ChecksumException
            ? "the file does not match its checksum"
            : "the file is gone or may not be read (" + e.getClass().getSimpleName() + ")");
  }

  @Override
  public void close() throws IOException {
    InputStream in = decompressed;
    if (in != null) {
      in.close();
    }
    raw.close();
    if (decompressor != null) {
      CodecPool.returnDecompressor(decompressor);
      decompressor = null;
    }
  }

  /** The bytes as stored; remembers that the storage failed, not the decompression. */
  private static final class Transport extends InputStream {
    private final FSDataInputStream in;
    private boolean failed;

    Transport(FSDataInputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return in.read(bytes, offset, length);
      } catch (IOException e) {
        failed = true;
        throw e;
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
