package io.lakeprint.jobs.report.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One picture of a section with its rows.
 *
 * @param id unique in the page; its anchor and the name of its download
 * @param title heading
 * @param note what a reader should know before using the numbers; null = nothing
 * @param look how it is shown
 * @param chart how it is drawn; null = not
 * @param definitions entries of the book that made the numbers, each {@code kind:id}
 * @param from job that fills it, told when there are no rows yet
 * @param fields columns
 * @param rows one value per column: text, number, boolean, {@link Text} or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Block(
    String id,
    Text title,
    @Nullable Text note,
    Look look,
    @Nullable Chart chart,
    List<String> definitions,
    String from,
    List<Field> fields,
    List<List<@Nullable Object>> rows) {

  /** How a block is shown. */
  public enum Look {
    /** A picture, and its table on demand. */
    CHART,
    /** A table. */
    TABLE,
    /** Large figures: rows of name, value, format, detail and definition. */
    FIGURES,
    /** Small lists with bars: rows of definition, title, value, count and ratio. */
    CARDS,
    /**
     * Figures beside those before: rows of name, definition, value, format, previous_value,
     * previous_change_ratio, year_ago_value, year_ago_change_ratio, better and trend.
     */
    REVIEW,
    /** Definitions to search in: rows of {@link Book}. */
    BOOK
  }

  public Block {
    definitions = List.copyOf(definitions);
    fields = List.copyOf(fields);
    rows = Collections.unmodifiableList(new ArrayList<>(rows));
  }

  /** A picture with its rows. */
  public static Block chart(String id, Text title, Chart chart, String from, Rows rows) {
    return new Block(
        id, title, null, Look.CHART, chart, List.of(), from, rows.fields(), rows.values());
  }

  /** Rows without a picture. */
  public static Block shown(Look look, String id, Text title, String from, Rows rows) {
    return new Block(id, title, null, look, null, List.of(), from, rows.fields(), rows.values());
  }

  /** The same with what a reader should know. */
  public Block note(Text words) {
    return new Block(id, title, words, look, chart, definitions, from, fields, rows);
  }

  /** The same, linked to one more entry of the book. */
  public Block defined(String kind, String definitionId) {
    List<String> more = new ArrayList<>(definitions);
    more.add(kind + ":" + definitionId);
    return new Block(id, title, note, look, chart, more, from, fields, rows);
  }
}
