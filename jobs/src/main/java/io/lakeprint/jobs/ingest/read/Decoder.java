package io.lakeprint.jobs.ingest.read;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Makes every record strict UTF-8, so that the parsers know one encoding. */
final class Decoder {
  private final String charsetName;
  private final @Nullable CharsetDecoder foreign;

  Decoder(ReadOptions options) {
    charsetName = options.charsetName();
    foreign =
        options.isUtf8()
            ? null
            : options
                .charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** The same record in UTF-8: the slice itself, or one over new bytes. */
  Slice toUtf8(Slice slice, Slice scratch) throws BadRecord {
    if (foreign == null) {
      int bad = Utf8.firstBad(slice.bytes, slice.start, slice.end);
      if (bad >= 0) {
        throw badByte(slice, bad - slice.start);
      }
      return slice;
    }
    ByteBuffer input = ByteBuffer.wrap(slice.bytes, slice.start, slice.length());
    try {
      CharBuffer text = foreign.decode(input);
      byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
      scratch.set(utf8, 0, utf8.length, slice.offset, slice.line);
      return scratch;
    } catch (CharacterCodingException e) {
      throw badByte(slice, input.position() - slice.start);
    }
  }

  private BadRecord badByte(Slice slice, int index) {
    int at = Math.min(index, Math.max(0, slice.length() - 1));
    return new BadRecord(
        ProblemCodes.BAD_ENCODING,
        String.format(
            java.util.Locale.ROOT,
            "byte 0x%02X at column %d is no %s text",
            slice.bytes[slice.start + at] & 0xFF,
            at + 1,
            charsetName));
  }
}
