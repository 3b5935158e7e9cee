package io.lakeprint.jobs.tags;

import io.lakeprint.common.config.Problems;
import io.lakeprint.common.definitions.TagColumns;
import io.lakeprint.common.definitions.TagDefinition;
import io.lakeprint.common.definitions.TagKind;
import io.lakeprint.common.definitions.ValueType;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.PersonTagsTable;
import io.lakeprint.common.tables.PortraitsTable;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether definitions have the keys of their kind and columns of their own. */
final class TagShapes {

  /** A ladder longer than this is a table in disguise, and too long to read. */
  private static final int LONGEST_LADDER = 100;

  private record Key(String name, Predicate<TagDefinition> given) {}

  private static final Key EXPRESSION = new Key("expression", tag -> tag.expression().isPresent());
  private static final Key WINDOW = new Key("window", tag -> tag.window().isPresent());
  private static final Key STEPS = new Key("steps", tag -> !tag.steps().isEmpty());
  private static final Key OTHERWISE = new Key("otherwise", tag -> tag.otherwise().isPresent());
  private static final Key SINCE = new Key("since", tag -> tag.since().isPresent());
  private static final Key SEQUENCE = new Key("sequence", tag -> tag.sequence().isPresent());
  private static final Key ATTRIBUTE = new Key("attribute", tag -> tag.attribute().isPresent());
  private static final Key VALID_FROM = new Key("valid-from", tag -> tag.validFrom().isPresent());
  private static final Key VALID_UNTIL =
      new Key("valid-until", tag -> tag.validUntil().isPresent());
  private static final List<Key> KEYS =
      List.of(
          EXPRESSION,
          WINDOW,
          STEPS,
          OTHERWISE,
          SINCE,
          SEQUENCE,
          ATTRIBUTE,
          VALID_FROM,
          VALID_UNTIL);

  private TagShapes() {}

  /** Adds what is wrong with the keys of one tag; whether nothing was. */
  static boolean check(String path, String id, TagDefinition tag, Problems problems) {
    int before = problems.found().size();
    if (!id.matches("[a-z][a-z0-9_]{0,62}")) {
      problems.add(
          path,
          null,
          "a tag id is a column: a small letter, then at most 62 small letters, digits and _");
    }
    for (Key key : KEYS) {
      checkKey(path, tag, key, problems);
    }
    tag.window().ifPresent(window -> checkWindow(path + ".window", window, problems));
    checkType(path, tag, problems);
    checkValidity(path, tag, problems);
    checkSteps(path, tag, problems);
    return problems.found().size() == before;
  }

  /** Adds every column that two tags, or a tag and a table, would share. */
  static void checkColumns(String prefix, Map<String, TagDefinition> tags, Problems problems) {
    Map<String, String> owners = new TreeMap<>();
    Stream.of(PersonTagsTable.SPEC, PortraitsTable.SPEC)
        .forEach(table -> table.columns().forEach(c -> owners.put(c.name(), table.name())));
    tags.forEach(
        (id, tag) -> {
          for (String column : columns(id, tag)) {
            String owner = owners.putIfAbsent(column, "tag " + id);
            if (owner != null) {
              problems.add(
                  prefix + id, null, "its column '" + column + "' already belongs to " + owner);
            }
          }
        });
  }

  private static List<String> columns(String id, TagDefinition tag) {
    if (!id.matches("[a-z][a-z0-9_]{0,55}")) {
      return List.of();
    }
    return new TagColumns(Map.of(id, tag)).published().stream().map(ColumnSpec::name).toList();
  }

  private static void checkKey(String path, TagDefinition tag, Key key, Problems problems) {
    if (key.given().test(tag) && !allowed(tag.kind()).contains(key)) {
      problems.add(
          path, null, "key " + key.name() + " has no meaning for kind " + written(tag.kind()));
    }
    if (!key.given().test(tag) && required(tag.kind()).contains(key)) {
      problems.add(path, null, "kind " + written(tag.kind()) + " needs key " + key.name());
    }
  }

  private static Set<Key> required(TagKind kind) {
    return switch (kind) {
      case STATISTIC, PREFERENCE -> Set.of(EXPRESSION);
      case LADDER -> Set.of(STEPS);
      case FUNNEL_POSITION -> Set.of(STEPS, WINDOW);
      case SEQUENCE -> Set.of(SEQUENCE);
      case ATTRIBUTE -> Set.of(ATTRIBUTE);
      case DAYS_SINCE -> Set.of(SINCE);
    };
  }

  private static Set<Key> allowed(TagKind kind) {
    return switch (kind) {
      case STATISTIC, PREFERENCE -> Set.of(EXPRESSION, WINDOW, VALID_FROM, VALID_UNTIL);
      case LADDER -> Set.of(STEPS, OTHERWISE, VALID_FROM, VALID_UNTIL);
      case FUNNEL_POSITION -> Set.of(STEPS, WINDOW, OTHERWISE, VALID_FROM, VALID_UNTIL);
      case SEQUENCE -> Set.of(SEQUENCE, VALID_FROM, VALID_UNTIL);
      case ATTRIBUTE -> Set.of(ATTRIBUTE, VALID_FROM, VALID_UNTIL);
      case DAYS_SINCE -> Set.of(SINCE);
    };
  }

  private static void checkWindow(String path, String window, Problems problems) {
    try {
      Window.parse(window);
    } catch (IllegalArgumentException e) {
      problems.add(path, null, String.valueOf(e.getMessage()));
    }
  }

  private static void checkValidity(String path, TagDefinition tag, Problems problems) {
    boolean never =
        tag.validFrom()
            .flatMap(from -> tag.validUntil().map(until -> until.isBefore(from)))
            .orElse(false);
    if (never) {
      problems.add(path + ".valid-until", null, "lies before valid-from: it would never hold");
    }
  }

  private static void checkType(String path, TagDefinition tag, Problems problems) {
    Set<ValueType> types =
        switch (tag.kind()) {
          case STATISTIC, LADDER, ATTRIBUTE -> EnumSet.complementOf(EnumSet.of(ValueType.LIST));
          case PREFERENCE ->
              EnumSet.of(ValueType.LIST, ValueType.TEXT, ValueType.INT, ValueType.LONG);
          case FUNNEL_POSITION -> EnumSet.of(ValueType.TEXT);
          case SEQUENCE -> EnumSet.of(ValueType.BOOLEAN);
          case DAYS_SINCE -> EnumSet.of(ValueType.INT, ValueType.LONG);
        };
    if (!types.contains(tag.type())) {
      problems.add(
          path + ".type",
          null,
          "kind "
              + written(tag.kind())
              + " is of type "
              + types.stream().map(ValueType::written).collect(Collectors.joining(" or "))
              + ", not "
              + tag.type().written());
    }
  }

  private static void checkSteps(String path, TagDefinition tag, Problems problems) {
    boolean ladder = tag.kind() == TagKind.LADDER;
    if (tag.steps().size() > LONGEST_LADDER) {
      problems.add(
          path + ".steps",
          null,
          "has "
              + tag.steps().size()
              + " steps, at most "
              + LONGEST_LADDER
              + " can be read; import so many values as an attribute of people, or compare a number"
              + " with fewer limits");
      return;
    }
    for (int i = 0; i < tag.steps().size(); i++) {
      TagDefinition.Step step = tag.steps().get(i);
      String place = path + ".steps[" + i + "]";
      if (step.when().isPresent() != ladder || step.event().isPresent() == ladder) {
        problems.add(
            place,
            null,
            ladder ? "a ladder's step has value and when" : "a step has value and event");
      }
      checkValue(place + ".value", tag.type(), step.value(), problems);
    }
    tag.otherwise().ifPresent(text -> checkValue(path + ".otherwise", tag.type(), text, problems));
  }

  private static void checkValue(String path, ValueType type, String text, Problems problems) {
    if (type == ValueType.LIST) {
      return;
    }
    try {
      type.value(text);
    } catch (IllegalArgumentException e) {
      problems.add(path, null, "got '" + text + "', expected " + type.description());
    }
  }

  static String written(TagKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
