package io.lakeprint.common.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import io.lakeprint.common.error.Suggestions;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns a section of the configuration into a record, component {@code inactivityGap} from key
 * {@code inactivity-gap}.
 *
 * <p>Components are scalars (see {@link ScalarTypes}), records, {@code Optional}, {@code List} and
 * {@code Map<String, …>} of these. A map is ordered by key; a map of scalars joins nested keys with
 * dots, as Spark's and Kafka's options want them. An absent key is a problem unless the component
 * is {@code Optional}, {@code @Nullable} or has a {@link Default}. An {@code
 * IllegalArgumentException} of a compact constructor is a problem of that section.
 */
public final class ConfigBinder {

  private final Problems problems;
  private List<FileText> files = List.of();

  /** Kept apart, because the section is whole all the same and what else is wrong can be told. */
  private final List<Problems.Problem> repeated = new ArrayList<>();

  public ConfigBinder(Problems problems) {
    this.problems = problems;
  }

  /** The record, or empty when a value of it is missing or wrong. */
  public <T extends Record> Optional<T> bind(LakeConfig config, String path, Class<T> type) {
    files = config.files();
    ConfigValue value =
        config.has(path)
            ? config.resolved().getValue(path)
            : ConfigValueFactory.fromMap(Map.of(), "nothing at " + path);
    @Nullable Object bound = bindRecord(path, value, type);
    repeated.forEach(problem -> problems.add(problem.path(), problem.origin(), problem.message()));
    return Optional.ofNullable(type.cast(bound));
  }

  /** Null means that a problem was added, here and in all methods below. */
  private @Nullable Object bindRecord(String path, ConfigValue value, Class<?> type) {
    if (!(value instanceof ConfigObject object)) {
      problems.add(
          path, Origins.of(value), "got " + describe(value) + ", expected a section { … }");
      return null;
    }
    RecordComponent[] components = type.getRecordComponents();
    reportUnknownKeys(path, object, components);
    Object[] arguments = new Object[components.length];
    boolean complete = true;
    for (int i = 0; i < components.length; i++) {
      int before = problems.found().size();
      arguments[i] = bindComponent(path, object, components[i]);
      complete &= problems.found().size() == before;
    }
    return complete ? construct(path, object, type, arguments) : null;
  }

  private void reportUnknownKeys(String path, ConfigObject object, RecordComponent[] components) {
    List<String> known = Arrays.stream(components).map(c -> key(c.getName())).toList();
    for (String key : new TreeSet<>(object.keySet())) {
      if (!known.contains(key)) {
        problems.add(
            join(path, key),
            Origins.of(object.get(key)),
            "unknown key." + Suggestions.didYouMean(key, known));
      }
    }
  }

  private @Nullable Object bindComponent(
      String section, ConfigObject object, RecordComponent component) {
    String key = key(component.getName());
    String path = join(section, key);
    ConfigValue value = present(object.get(key), component);
    boolean optional = component.getType() == Optional.class;
    if (value == null) {
      if (optional) {
        return Optional.empty();
      }
      if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        problems.add(path, null, "missing; expected " + expected(component.getGenericType()));
      }
      return null;
    }
    Type type = component.getGenericType();
    return optional
        ? Optional.ofNullable(bindValue(path, value, argument(type, 0)))
        : bindValue(path, value, type);
  }

  private static @Nullable ConfigValue present(
      @Nullable ConfigValue value, RecordComponent component) {
    if (value != null && value.valueType() != ConfigValueType.NULL) {
      return value;
    }
    Default absent = component.getAnnotation(Default.class);
    return absent == null || value != null
        ? null
        : ConfigFactory.parseString("value = " + absent.value()).getValue("value");
  }

  private @Nullable Object bindValue(String path, ConfigValue value, Type type) {
    Class<?> raw = type instanceof ParameterizedType generic ? raw(generic) : (Class<?>) type;
    if (raw == List.class) {
      return bindList(path, value, argument(type, 0));
    }
    if (raw == Map.class) {
      return bindMap(path, value, argument(type, 1));
    }
    if (raw.isRecord() && raw != ByteSize.class) {
      return bindRecord(path, value, raw);
    }
    if (raw == Secret.class && !Origins.isOnlyEnvironment(value)) {
      // The value itself must not appear in the message.
      problems.add(
          path,
          Origins.of(value),
          "a secret never stands in a file or on the command line; write ${?NAME} and set the"
              + " environment variable NAME");
      return null;
    }
    try {
      return ScalarTypes.convert(value, raw);
    } catch (ScalarTypes.Mismatch e) {
      problems.add(path, Origins.of(value), "got " + describe(value) + ", " + e.getMessage());
      return null;
    }
  }

  private @Nullable List<Object> bindList(String path, ConfigValue value, Type element) {
    if (!(value instanceof ConfigList list)) {
      problems.add(path, Origins.of(value), "got " + describe(value) + ", expected a list [ … ]");
      return null;
    }
    List<Object> bound = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Object item = bindValue(path + "[" + i + "]", list.get(i), element);
      if (item != null) {
        bound.add(item);
      }
    }
    return Collections.unmodifiableList(bound);
  }

  private @Nullable Map<String, Object> bindMap(String path, ConfigValue value, Type element) {
    if (!(value instanceof ConfigObject object)) {
      problems.add(
          path, Origins.of(value), "got " + describe(value) + ", expected a section { … }");
      return null;
    }
    Map<String, Object> bound = new TreeMap<>();
    boolean scalars = element instanceof Class<?> type && ScalarTypes.isScalar(type);
    for (String key : new TreeSet<>(object.keySet())) {
      ConfigValue child = object.get(key);
      if (child == null || child.valueType() == ConfigValueType.NULL) {
        // A null takes an entry of a lower layer away.
        continue;
      }
      if (scalars && child instanceof ConfigObject) {
        Map<String, Object> nested = bindMap(join(path, key), child, element);
        if (nested != null) {
          nested.forEach((name, item) -> bound.put(key + "." + name, item));
        }
      } else {
        reportTwice(join(path, key), child, element);
        Object item = bindValue(join(path, key), child, element);
        if (item != null) {
          bound.put(key, item);
        }
      }
    }
    return Collections.unmodifiableMap(bound);
  }

  private void reportTwice(String path, ConfigValue value, Type type) {
    if (type instanceof Class<?> plain && plain.isAnnotationPresent(WrittenOnce.class)) {
      files.stream()
          .filter(file -> file.repeats(path))
          .forEach(
              file ->
                  repeated.add(
                      new Problems.Problem(
                          path,
                          Origins.of(value),
                          "is defined twice in "
                              + file.file()
                              + ", which would mix the two; give one of them another id, or write"
                              + " one section")));
    }
  }

  private @Nullable Object construct(
      String path, ConfigObject object, Class<?> type, @Nullable Object[] arguments) {
    try {
      Class<?>[] types =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        problems.add(path, Origins.of(object), String.valueOf(refused.getMessage()));
        return null;
      }
      throw new IllegalStateException("The constructor of " + type.getName() + " failed", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Not a bindable record: " + type.getName(), e);
    }
  }

  /** {@code inactivityGap} to {@code inactivity-gap}. */
  private static String key(String component) {
    return component.replaceAll("(?<=[a-z0-9])([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static String join(String path, String key) {
    String quoted = ConfigUtil.joinPath(key);
    return path.isEmpty() ? quoted : path + "." + quoted;
  }

  private static Class<?> raw(ParameterizedType type) {
    return (Class<?>) type.getRawType();
  }

  private static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }

  private static String expected(Type type) {
    if (type instanceof Class<?> plain) {
      return plain.isRecord() && plain != ByteSize.class
          ? "a section { … }"
          : ScalarTypes.expected(plain);
    }
    return raw((ParameterizedType) type) == List.class ? "a list [ … ]" : "a section { … }";
  }

  private static String describe(ConfigValue value) {
    if (Origins.isEnvironment(value)) {
      return "the value of an " + Origins.of(value);
    }
    return switch (value.valueType()) {
      case OBJECT -> "a section";
      case LIST -> "a list";
      case NULL -> "null";
      case NUMBER, BOOLEAN, STRING -> "'" + value.unwrapped() + "'";
    };
  }
}
