package io.lakeprint.common.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import io.lakeprint.common.error.Suggestions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The resolved configuration of a run; sections of it are bound to records. */
public final class LakeConfig {

  private static final Pattern SECRET_KEY =
      Pattern.compile("(?i)(secret|passw(or)?d|token|credential|api-?key)");

  private final Config resolved;
  private final Set<String> sections;
  private final List<FileText> files;

  LakeConfig(Config resolved, Set<String> sections, List<FileText> files) {
    this.resolved = resolved;
    this.sections = sections;
    this.files = List.copyOf(files);
  }

  /** The files it was read from, as they were written. */
  List<FileText> files() {
    return files;
  }

  Config resolved() {
    return resolved;
  }

  /**
   * The section at {@code path} as a record.
   *
   * @throws io.lakeprint.common.error.UsageException with every problem of that section
   */
  public <T extends Record> T bind(String path, Class<T> type) {
    Problems problems = new Problems();
    Optional<T> bound = bind(path, type, problems);
    problems.throwIfAny();
    return bound.orElseThrow();
  }

  /**
   * The section at {@code path} as a record, or empty when it has problems, which are added to
   * {@code problems}. Binding every section of a run with one collector tells all at once.
   */
  public <T extends Record> Optional<T> bind(String path, Class<T> type, Problems problems) {
    return new ConfigBinder(problems).bind(this, path, type);
  }

  /** Whether anything but null is set at {@code path}. */
  public boolean has(String path) {
    return resolved.hasPath(path);
  }

  /** Adds a problem for each top-level section that no module's {@code reference.conf} declares. */
  public void checkSections(Problems problems) {
    for (String section : new TreeMap<>(resolved.root()).keySet()) {
      if (!sections.contains(section)) {
        problems.add(
            section,
            Origins.of(resolved.root().get(section)),
            "unknown section." + Suggestions.didYouMean(section, sections));
      }
    }
  }

  /**
   * Every setting, one {@code key = value} per line, sorted by key. Values from the environment and
   * under keys that sound secret are masked.
   */
  public String rendered() {
    StringBuilder text = new StringBuilder();
    flattened().forEach((key, value) -> text.append(key).append(" = ").append(value).append('\n'));
    return text.toString();
  }

  /**
   * SHA-256 of {@link #rendered()} in hexadecimal: independent of the order of keys and files, and
   * of masked values, so that rotating a password changes no hash.
   */
  public String hash() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(rendered().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private SortedMap<String, String> flattened() {
    SortedMap<String, String> flat = new TreeMap<>();
    flatten("", resolved.root(), false, flat);
    return flat;
  }

  private static void flatten(
      String path, ConfigValue value, boolean secret, SortedMap<String, String> flat) {
    if (value instanceof ConfigObject object) {
      object.forEach(
          (key, child) -> {
            String joined = (path.isEmpty() ? "" : path + ".") + ConfigUtil.joinPath(key);
            flatten(joined, child, secret || SECRET_KEY.matcher(key).find(), flat);
          });
    } else if (value instanceof ConfigList list) {
      for (int i = 0; i < list.size(); i++) {
        flatten(path + "[" + i + "]", list.get(i), secret, flat);
      }
    } else {
      boolean masked = secret || Origins.isEnvironment(value);
      flat.put(path, masked ? Secret.MASK : String.valueOf(value.unwrapped()));
    }
  }
}
