package io.lakeprint.jobs.portraits.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakeprint.common.definitions.TagDefinition;
import io.lakeprint.common.definitions.TagsConfig;
import io.lakeprint.common.definitions.ValueType;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.tables.DefinitionsTable;
import io.lakeprint.common.tables.PortraitsTable;
import io.lakeprint.common.tables.PredictionsTable;
import io.lakeprint.common.tables.SegmentMembersTable;
import io.lakeprint.common.tables.TagValuesTable;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Tags, scores and segments of one person. */
record PortraitReader(JobContext context, String oneId) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Scores older than this say nothing about today. */
  private static final int SCORE_DAYS = 90;

  /** Their row of portraits; empty for somebody without one. */
  Optional<Row> portrait() {
    return context
        .input(PortraitsTable.SPEC)
        .where(PortraitsTable.ONE_ID.col().equalTo(oneId))
        .collectAsList()
        .stream()
        .findFirst();
  }

  /** The tags of the catalogue that are known of them, by group and id. */
  List<PersonPage.Tag> tags(Row portrait) {
    Map<String, List<String>> lists = lists();
    List<String> columns = Arrays.asList(portrait.schema().fieldNames());
    List<PersonPage.Tag> tags = new ArrayList<>();
    new TreeMap<>(context.settings(TagsConfig.PATH, TagsConfig.class).definitions())
        .forEach(
            (id, tag) -> {
              Object value = value(portrait, id, tag, lists, columns);
              if (value != null) {
                tags.add(
                    new PersonPage.Tag(
                        id,
                        tag.nameZh(),
                        tag.nameEn(),
                        tag.group(),
                        tag.unit().orElse(null),
                        value));
              }
            });
    tags.sort(Comparator.comparing(PersonPage.Tag::group).thenComparing(PersonPage.Tag::id));
    return tags;
  }

  private static @Nullable Object value(
      Row portrait,
      String id,
      TagDefinition tag,
      Map<String, List<String>> lists,
      List<String> columns) {
    if (tag.type() == ValueType.LIST) {
      return lists.get(id);
    }
    // A tag that is newer than the portraits has no column yet.
    return columns.contains(id) ? Cells.plain(portrait.<@Nullable Object>getAs(id)) : null;
  }

  private Map<String, List<String>> lists() {
    return context
        .input(TagValuesTable.SPEC)
        .where(TagValuesTable.ONE_ID.col().equalTo(oneId))
        .orderBy(TagValuesTable.TAG_ID.col(), TagValuesTable.RANK.col())
        .collectAsList()
        .stream()
        .collect(
            Collectors.groupingBy(
                row -> Cells.said(row, TagValuesTable.TAG_ID),
                Collectors.mapping(
                    row -> Cells.said(row, TagValuesTable.TAG_VALUE), Collectors.toList())));
  }

  static PersonPage.@Nullable Value value(Row portrait) {
    return portrait.getAs(PortraitsTable.ALIVE_SCORE.name()) == null
        ? null
        : new PersonPage.Value(
            portrait.getAs(PortraitsTable.ALIVE_SCORE.name()),
            portrait.getAs(PortraitsTable.EXPECTED_PURCHASES.name()),
            portrait.getAs(PortraitsTable.CLV_AMOUNT.name()),
            portrait.getAs(PortraitsTable.CLV_CURRENCY.name()),
            portrait.getAs(PortraitsTable.CLV_DECILE.name()));
  }

  /**
   * The latest score of each model's champion.
   *
   * @param retired ids under which the person may have been scored
   */
  List<PersonPage.Score> scores(List<String> retired) {
    List<Object> ids = new ArrayList<>(retired);
    ids.add(oneId);
    Map<String, Row> latest = new TreeMap<>();
    context
        .input(PredictionsTable.SPEC)
        .where(PredictionsTable.ROLE.col().equalTo("champion"))
        .where(PredictionsTable.AS_OF.col().gt(Date.valueOf(oldest())))
        .where(PredictionsTable.AS_OF.col().leq(Date.valueOf(context.asOf())))
        .where(PredictionsTable.ONE_ID.col().isin(ids.toArray()))
        // The score of the surviving id comes last of its day: it is the one that is published.
        .orderBy(
            PredictionsTable.AS_OF.col(),
            PredictionsTable.ONE_ID.col().equalTo(oneId),
            PredictionsTable.ONE_ID.col().desc())
        .collectAsList()
        .forEach(row -> latest.put(Cells.said(row, PredictionsTable.MODEL), row));
    return latest.values().stream().map(PortraitReader::score).toList();
  }

  private LocalDate oldest() {
    return context.asOf().minusDays(SCORE_DAYS);
  }

  private static PersonPage.Score score(Row row) {
    return new PersonPage.Score(
        Cells.said(row, PredictionsTable.MODEL),
        Cells.said(row, PredictionsTable.MODEL_VERSION),
        Cells.day(row, PredictionsTable.AS_OF),
        row.<Double>getAs(PredictionsTable.SCORE.name()),
        row.<Integer>getAs(PredictionsTable.DECILE.name()),
        reasons(Cells.text(row, PredictionsTable.TOP_REASONS)));
  }

  private static List<PersonPage.Reason> reasons(@Nullable String json) {
    if (json == null) {
      return List.of();
    }
    try {
      List<PersonPage.Reason> reasons = new ArrayList<>();
      for (JsonNode one : JSON.readTree(json)) {
        reasons.add(
            new PersonPage.Reason(one.path("feature").asText(), one.path("effect").asDouble()));
      }
      return reasons;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("ml.predictions holds reasons as JSON", e);
    }
  }

  /** The segments they are in at the end of the as-of day. */
  List<PersonPage.Segment> segments() {
    Date asOf = Date.valueOf(context.asOf());
    List<Row> stays =
        context
            .input(SegmentMembersTable.SPEC)
            .where(SegmentMembersTable.ONE_ID.col().equalTo(oneId))
            .where(SegmentMembersTable.VALID_FROM.col().leq(asOf))
            .where(
                SegmentMembersTable.VALID_TO
                    .col()
                    .isNull()
                    .or(SegmentMembersTable.VALID_TO.col().gt(asOf)))
            .orderBy(SegmentMembersTable.SEGMENT_ID.col())
            .collectAsList();
    Map<String, Row> names = stays.isEmpty() ? Map.of() : segmentNames();
    return stays.stream()
        .map(
            stay -> {
              String id = Cells.said(stay, SegmentMembersTable.SEGMENT_ID);
              Row name = names.get(id);
              return new PersonPage.Segment(
                  id,
                  name == null ? id : Cells.said(name, DefinitionsTable.NAME_ZH),
                  name == null ? id : Cells.said(name, DefinitionsTable.NAME_EN),
                  Cells.day(stay, SegmentMembersTable.VALID_FROM));
            })
        .toList();
  }

  /** The latest version of each definition. */
  private Map<String, Row> segmentNames() {
    Map<String, Row> names = new HashMap<>();
    context
        .input(DefinitionsTable.SPEC)
        .where(DefinitionsTable.KIND.col().equalTo("segment"))
        .orderBy(DefinitionsTable.FIRST_USED_ON.col(), DefinitionsTable.VERSION.col())
        .collectAsList()
        .forEach(row -> names.put(Cells.said(row, DefinitionsTable.DEFINITION_ID), row));
    return names;
  }
}
