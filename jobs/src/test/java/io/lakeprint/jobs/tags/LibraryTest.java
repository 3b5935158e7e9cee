package io.lakeprint.jobs.tags;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.definitions.Lint;
import io.lakeprint.common.definitions.TagDefinition;
import io.lakeprint.common.definitions.TagKind;
import io.lakeprint.common.definitions.TagsConfig;
import io.lakeprint.common.definitions.ValueType;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.testkit.ProjectRoot;
import io.lakeprint.testkit.SparkExtension;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tags that come with Lakeprint: the default ones and those of every pack. */
@ExtendWith(SparkExtension.class)
class LibraryTest {

  private static final LocalDate AS_OF = LocalDate.of(2026, 3, 31);
  private static final Path PACKS = ProjectRoot.path().resolve("jobs/src/main/resources/packs");
  private static final String PROBE = "probe_";

  private final SparkSession spark;

  LibraryTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void everyTagHasItsValueOnRows() throws IOException {
    LibraryWorld world = LibraryWorld.of(TagCompilerTest.resource("library.txt"));
    Map<String, TagDefinition> library = library().definitions();
    TagPlan plan =
        Catalogues.plan(spark, Catalogues.shipped(packs(), probes(world.expected(), library)));

    RowsByPerson tags =
        RowsByPerson.of(
            new TagsTransform(plan, AS_OF, new BusinessDays(People.ZONE)).apply(world.on(spark)));

    List<String> wrong =
        world.expected().stream()
            .map(expected -> difference(expected, tags, library))
            .filter(difference -> !difference.isEmpty())
            .toList();
    assertThat(wrong).isEmpty();
    Set<String> valued =
        world.expected().stream()
            .filter(expected -> !expected.value().equals("null"))
            .map(LibraryWorld.Expected::tag)
            .collect(Collectors.toSet());
    assertThat(valued).as("tags with a value").isEqualTo(library.keySet());
  }

  @Test
  void everyTagIsDescribedInBothLanguages() throws IOException {
    Map<String, TagDefinition> library = library().definitions();

    assertThat(library).hasSizeGreaterThanOrEqualTo(60);
    assertThat(library)
        .allSatisfy(
            (id, tag) -> {
              assertThat(tag.nameZh()).matches(".*\\p{IsHan}.*");
              assertThat(tag.nameEn()).matches("\\p{ASCII}+");
              assertThat(tag.group()).isNotBlank();
              assertThat(tag.description()).as("description").isPresent();
              assertThat(tag.unit().isPresent()).as("unit").isEqualTo(tag.type().isNumeric());
            });
    assertThat(library.values().stream().map(TagDefinition::nameZh)).doesNotHaveDuplicates();
    assertThat(library.values().stream().map(TagDefinition::nameEn)).doesNotHaveDuplicates();
  }

  @Test
  void everyPackStandsOnTheDefaultTagsAlone() throws IOException {
    for (String pack : names()) {
      TagsConfig config = Catalogues.shipped("packs=[" + pack + "]");

      Lint lint = TagLint.of(config, spark);

      assertThat(lint.errors()).as(pack).isEmpty();
      assertThat(lint.warnings()).as(pack).isEmpty();
      assertThat(Files.readString(PACKS.resolve(pack + ".conf"))).startsWith("# ");
    }
  }

  /** Days-since tags are stored nowhere: a ladder tells whether one is what is expected. */
  private static String probes(
      List<LibraryWorld.Expected> expected, Map<String, TagDefinition> library) {
    String ladders =
        expected.stream()
            .filter(line -> kind(library, line.tag()) == TagKind.DAYS_SINCE)
            .map(
                line ->
                    """
                    %s { name-zh = 探, name-en = Probe, group = g, kind = ladder, type = boolean, otherwise = false
                      steps = [ { value = true, when { tag = %s, op = equals, value = %s } } ] }
                    """
                        .formatted(probe(line), line.tag(), line.value()))
            .collect(Collectors.joining());
    return "tags={ definitions {\n" + ladders + "} }";
  }

  private static String difference(
      LibraryWorld.Expected expected, RowsByPerson tags, Map<String, TagDefinition> library) {
    boolean daily = kind(library, expected.tag()) == TagKind.DAYS_SINCE;
    String wanted = daily ? "true" : expected.value();
    Row person = tags.get(expected.person());
    String actual = written(person.getAs(daily ? probe(expected) : expected.tag()));
    return actual.equals(wanted) ? "" : expected + ", but is " + actual;
  }

  private static String probe(LibraryWorld.Expected expected) {
    return PROBE + expected.person() + "_" + expected.tag();
  }

  private static @Nullable TagKind kind(Map<String, TagDefinition> library, String tag) {
    TagDefinition definition = library.get(tag);
    return definition == null ? null : definition.kind();
  }

  private static String written(@Nullable Object value) {
    if (value instanceof Number number) {
      return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    }
    if (value instanceof Timestamp moment) {
      return moment.toInstant().toString();
    }
    if (value instanceof scala.collection.Iterable<?> list) {
      return scala.jdk.javaapi.CollectionConverters.asJavaCollection(list).stream()
          .map(entry -> ((Row) entry).<String>getAs(ValueType.LIST_VALUE))
          .collect(Collectors.joining(","));
    }
    return String.valueOf(value);
  }

  private static TagsConfig library() throws IOException {
    return Catalogues.shipped(packs());
  }

  private static String packs() throws IOException {
    return "packs=[" + String.join(", ", names()) + "]";
  }

  private static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(PACKS)) {
      return new TreeMap<>(
              files.collect(
                  Collectors.toMap(
                      file -> file.getFileName().toString().replace(".conf", ""), file -> file)))
          .keySet().stream().toList();
    }
  }
}
