package io.lakeprint.common.definitions;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A bound definition written back as HOCON, always the same text for the same meaning: keys sorted,
 * absent ones left out, so that a key that a later version of Lakeprint adds changes no text.
 *
 * @param text the definition as HOCON
 */
public record DefinitionText(String text) {

  private static final ConfigRenderOptions READABLE =
      ConfigRenderOptions.defaults().setOriginComments(false).setComments(false).setJson(false);

  /** The text of a definition. */
  public static DefinitionText of(Record definition) {
    return new DefinitionText(
        ConfigValueFactory.fromMap(section(definition)).render(READABLE).strip());
  }

  /** The same on one line, for a person to read. */
  public String line() {
    return text.replaceAll("([\\[{])\\s+", "$1 ")
        .replaceAll("\\s+([\\]}])", " $1")
        .replaceAll(",?\\s*\\n\\s*", ", ");
  }

  /** The first 16 hexadecimal digits of the text's SHA-256. */
  public String version() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Map<String, Object> section(Record part) {
    Map<String, Object> section = new TreeMap<>();
    for (RecordComponent component : part.getClass().getRecordComponents()) {
      try {
        var accessor = component.getAccessor();
        accessor.setAccessible(true);
        written(accessor.invoke(part)).ifPresent(value -> section.put(key(component), value));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("not readable: " + component, e);
      }
    }
    return section;
  }

  private static Optional<Object> written(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.flatMap(DefinitionText::written);
    }
    if (value instanceof List<?> list) {
      return list.isEmpty()
          ? Optional.empty()
          : Optional.of(list.stream().map(item -> written(item).orElseThrow()).toList());
    }
    if (value instanceof Record part) {
      return Optional.of(section(part));
    }
    return Optional.of(
        value instanceof Enum<?> constant ? ValueType.kebab(constant.name()) : value.toString());
  }

  private static String key(RecordComponent component) {
    return component.getName().replaceAll("(?<=[a-z0-9])([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
