package io.lakeprint.jobs.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reads every file back with plain readers and compares it with the manifest and the truth. */
class SimulatedChannelsTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final Pattern LOG_LINE =
      Pattern.compile(
          "\\S+ - \\S+ \\[([^\\]]+)\\] \"[A-Z]+ \\S+ HTTP/1.1\" \\d{3} \\d+ \"[^\"]*\" \"[^\"]*\"");

  @TempDir private static Path folder;
  private static SimulatedFiles files;
  private static SimulationSummary summary;

  /** A record as its format means it. */
  private record Good(String id, Instant time) {}

  @BeforeAll
  static void simulate() {
    files = new SimulatedFiles(folder);
    summary =
        new Simulator()
            .write(
                new SimulateConfig(7, 900, 60, LocalDate.of(2026, 1, 1), ZONE, true),
                FileSink.folder(folder));
  }

  @ParameterizedTest
  @EnumSource
  void standsInTheFilesAsTheManifestAndTheTruthSay(Source source) throws Exception {
    ChannelCounts counts = counts(source);
    Map<String, Instant> truth = truth(source);
    Map<String, Instant> found = new HashMap<>();
    long[] seen = new long[4];
    for (SimulatedFiles.DayRecords day : files.days(source)) {
      for (String record : day.records()) {
        Good good = good(source, record);
        seen[0]++;
        if (good == null) {
          seen[1]++;
        } else if (found.putIfAbsent(good.id(), good.time()) != null) {
          seen[2]++;
        } else if (good.time().atZone(ZONE).toLocalDate().isBefore(LocalDate.parse(day.date()))) {
          seen[3]++;
        }
      }
    }

    assertThat(found).isEqualTo(truth);
    assertThat(seen)
        .containsExactly(counts.records(), counts.malformed(), counts.duplicates(), counts.late());
    assertThat(counts.accepted()).isEqualTo(found.size());
    assertThat(counts.events()).isPositive();
    assertThat(counts.records())
        .isEqualTo(counts.accepted() + counts.duplicates() + counts.malformed());
  }

  @Test
  void plantsEveryKindOfTrouble() {
    assertThat(summary.channels().values())
        .anySatisfy(counts -> assertThat(counts.late()).isPositive())
        .anySatisfy(counts -> assertThat(counts.duplicates()).isPositive())
        .anySatisfy(counts -> assertThat(counts.malformed()).isPositive());
    assertThat(files.all(Source.WEB))
        .anyMatch(record -> record.contains("test@test.com"))
        .anyMatch(record -> record.contains("\"userId\":\"null\""));
    assertThat(files.all(Source.STORE))
        .anyMatch(record -> record.contains("\n"))
        .anyMatch(record -> record.contains(Texts.CLERK_PHONE));
    assertThat(files.all(Source.SERVER))
        .anyMatch(record -> record.contains("Googlebot"))
        .anyMatch(record -> record.contains("phone=1"));
    assertThat(files.all(Source.MINI_PROGRAM))
        .anyMatch(record -> record.contains("track_id_bind"))
        .anyMatch(record -> record.contains("profile_set_once"))
        .anyMatch(record -> record.contains("item_set"));
    Set<String> origins = new HashSet<>();
    files.truth("identifiers").forEach(row -> origins.add(row[6]));
    assertThat(origins).contains("own", "household", "kiosk", "recycled");
  }

  @Test
  void showsAtTheKioskManyPeopleOnOneDevice() {
    Set<String> kiosks = new HashSet<>();
    files.truth("identifiers").stream()
        .filter(row -> row[6].equals("kiosk"))
        .forEach(row -> kiosks.add(row[3]));
    Set<String> members = new HashSet<>();
    for (String record : files.all(Source.APP)) {
      String[] columns = record.split("\t", -1);
      if (columns.length == 131 && kiosks.stream().anyMatch(record::contains)) {
        members.add(columns[Snowplow.COLUMNS.indexOf("user_id")]);
      }
    }
    assertThat(members.size()).isGreaterThan(2 * kiosks.size());
  }

  /** The record, or null where no reader should accept it. */
  private static @Nullable Good good(Source source, String record) {
    try {
      return switch (source) {
        case WEB -> segment(JSON.readTree(record));
        case APP -> snowplow(record.split("\t", -1));
        case MINI_PROGRAM -> sensors(record, JSON.readTree(record));
        case STORE -> till(SimulatedFiles.fields(record));
        case SERVER -> log(record);
        case IOT, IOT_BATCH -> cloudEvent(JSON.readTree(record));
      };
    } catch (JsonProcessingException | DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Good segment(JsonNode json) {
    assertThat(json.get("type").asText()).isIn("track", "page", "identify", "alias");
    assertThat(json.get("anonymousId").asText()).isNotEmpty();
    long received = Instant.parse(json.get("receivedAt").asText()).toEpochMilli();
    long sent = Instant.parse(json.get("sentAt").asText()).toEpochMilli();
    long original = Instant.parse(json.get("originalTimestamp").asText()).toEpochMilli();
    return new Good(
        json.get("messageId").asText(), Instant.ofEpochMilli(received - (sent - original)));
  }

  private static @Nullable Good snowplow(String[] columns) throws JsonProcessingException {
    if (columns.length != 131) {
      return null;
    }
    JsonNode contexts = JSON.readTree(columns[Snowplow.COLUMNS.indexOf("contexts")]);
    assertThat(contexts.at("/data/1/data/userId").asText()).isNotEmpty();
    String unstruct = columns[Snowplow.COLUMNS.indexOf("unstruct_event")];
    if (!unstruct.isEmpty()) {
      assertThat(JSON.readTree(unstruct).at("/data/schema").asText()).startsWith("iglu:com.");
    }
    String time = columns[Snowplow.COLUMNS.indexOf("derived_tstamp")];
    return new Good(
        columns[Snowplow.COLUMNS.indexOf("event_id")], Instant.parse(time.replace(' ', 'T') + "Z"));
  }

  private static @Nullable Good sensors(String record, JsonNode json) {
    if (!json.get("time").isIntegralNumber()) {
      return null;
    }
    return new Good(ContentId.of(record, 1), Instant.ofEpochMilli(json.get("time").asLong()));
  }

  private static @Nullable Good till(List<String> fields) {
    if (fields.size() != SimulatedFiles.fields(StoreTill.HEADER).size()) {
      return null;
    }
    LocalDateTime sold = LocalDateTime.parse(fields.get(4).replace(' ', 'T'));
    assertThat(fields.get(16)).isIn("sale", "refund");
    return new Good(fields.get(0) + "-" + fields.get(1), sold.atZone(ZONE).toInstant());
  }

  private static @Nullable Good log(String record) {
    Matcher matcher = LOG_LINE.matcher(record);
    if (!matcher.matches()) {
      return null;
    }
    DateTimeFormatter format =
        DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);
    return new Good(ContentId.of(record, 1), format.parse(matcher.group(1), Instant::from));
  }

  private static @Nullable Good cloudEvent(JsonNode json) {
    if (!json.hasNonNull("type")) {
      return null;
    }
    assertThat(json.get("specversion").asText()).isEqualTo("1.0");
    return new Good(json.get("id").asText(), Instant.parse(json.get("time").asText()));
  }

  private static Map<String, Instant> truth(Source source) {
    Map<String, Instant> truth = new HashMap<>();
    for (String[] row : files.truth("events")) {
      if (row[0].equals(source.folder())) {
        assertThat(truth.put(row[1], Instant.parse(row[3]))).as(row[1]).isNull();
      }
    }
    return truth;
  }

  private static ChannelCounts counts(Source source) throws Exception {
    JsonNode manifest = JSON.readTree(folder.resolve("manifest.json").toFile());
    ChannelCounts counts =
        JSON.treeToValue(manifest.at("/channels/" + source.folder()), ChannelCounts.class);
    assertThat(counts).isEqualTo(summary.channels().get(source.folder()));
    return counts;
  }
}
