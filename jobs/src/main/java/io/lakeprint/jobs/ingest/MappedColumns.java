package io.lakeprint.jobs.ingest;

import io.lakeprint.jobs.ingest.read.RecordColumns;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Columns that a mapped record has beside those of an event, until it is written. */
final class MappedColumns {

  /**
   * Why the record is refused: a reader's problem code or one of {@link Rejections}; null = good.
   */
  static final String REJECT_CODE = "_reject_code";

  /** The refusal in words, values masked; null = good. */
  static final String REJECT_REASON = "_reject_reason";

  /** Encrypted values of identifiers where asked for, as {@code IdUdfs.VAULTED}. */
  static final String VAULTED = "_vaulted";

  /** Where the record stands: file and offset are its position whatever the partitioning. */
  private static final List<String> POSITION = List.of(RecordColumns.FILE, RecordColumns.OFFSET);

  private MappedColumns() {}

  /** Names to join on, so that rows of one record meet. */
  static Seq<String> position() {
    return CollectionConverters.asScala(POSITION).toSeq();
  }

  static Column rejectCode() {
    return functions.col(REJECT_CODE);
  }
}
