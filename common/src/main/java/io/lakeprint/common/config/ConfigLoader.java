package io.lakeprint.common.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.jspecify.annotations.Nullable;

/**
 * Reads a run's configuration: {@code --set} over the named files (a later file wins) over the
 * packs they ask for over every module's {@code reference.conf}.
 *
 * <p>{@code ${NAME}} and {@code ${?NAME}} are resolved after merging, from the configuration itself
 * and then from the environment.
 */
public final class ConfigLoader {

  /** Origins of values from the environment start like this; {@link Secret}s are told by it. */
  static final String ENVIRONMENT_ORIGIN = "environment variable ";

  private static final String REFERENCE = "reference.conf";

  private ConfigLoader() {}

  /**
   * The merged and resolved configuration.
   *
   * @param files local paths or URIs of any Hadoop file system, least important first
   * @param overrides {@code key=value} pairs, least important first
   * @param loader sees the {@code reference.conf} of every module
   * @throws io.lakeprint.common.error.UsageException for a missing file, bad syntax (with file and
   *     line) or an unset {@code ${NAME}}
   */
  public static LakeConfig load(List<String> files, List<String> overrides, ClassLoader loader) {
    return load(files, overrides, loader, System.getenv());
  }

  /** As {@link #load(List, List, ClassLoader)}, with another environment. */
  public static LakeConfig load(
      List<String> files,
      List<String> overrides,
      ClassLoader loader,
      Map<String, String> environment) {
    try {
      Config reference =
          ConfigFactory.parseResources(
              loader, REFERENCE, ConfigParseOptions.defaults().setClassLoader(loader));
      Config own = ConfigFactory.empty();
      List<FileText> texts = new ArrayList<>();
      for (String file : files) {
        FileText text = unlessUnreadable(file, () -> new FileText(file, read(file)));
        own = parse(text).withFallback(own);
        texts.add(text);
      }
      for (String override : overrides) {
        own = parseOverride(override).withFallback(own);
      }
      Config merged = own.withFallback(Packs.beneath(own, reference, loader));
      return new LakeConfig(
          resolve(Presets.expand(merged, loader), environment),
          Set.copyOf(reference.root().keySet()),
          texts);
    } catch (ConfigException.UnresolvedSubstitution e) {
      throw ConfigErrors.unresolved(e);
    } catch (ConfigException.Parse e) {
      throw ConfigErrors.syntax(e);
    }
  }

  private static Config resolve(Config merged, Map<String, String> environment) {
    return merged.resolve(
        ConfigResolveOptions.defaults()
            .setUseSystemEnvironment(false)
            .appendResolver(new Environment(environment)));
  }

  private static Config parse(FileText written) {
    String file = written.file();
    ConfigParseOptions options =
        ConfigParseOptions.defaults()
            .setOriginDescription(file)
            .setSyntax(file.endsWith(".json") ? ConfigSyntax.JSON : ConfigSyntax.CONF);
    // A local one is parsed as a file, so that relative includes work.
    return isLocal(file)
        ? unlessUnreadable(file, () -> ConfigFactory.parseFile(Path.of(file).toFile(), options))
        : ConfigFactory.parseReader(new StringReader(written.text()), options);
  }

  private static String read(String file) throws IOException {
    if (isLocal(file)) {
      return new String(Files.readAllBytes(Path.of(file)), StandardCharsets.UTF_8);
    }
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file);
    FileSystem fileSystem = path.getFileSystem(new Configuration());
    try (InputStream in = fileSystem.open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static boolean isLocal(String file) {
    return !file.matches("[A-Za-z][A-Za-z0-9+.-]+:.*");
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  private static <T> T unlessUnreadable(String file, Reading<T> reading) {
    try {
      return reading.read();
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw ConfigErrors.fileMissing(file);
    } catch (IOException | ConfigException.IO | IllegalArgumentException e) {
      throw ConfigErrors.fileUnreadable(file, e);
    }
  }

  /** Text is taken literally; null, lists, objects, quoted text and substitutions are HOCON. */
  private static Config parseOverride(String override) {
    int equals = override.indexOf('=');
    if (equals <= 0) {
      throw ConfigErrors.override(override, "there is no '=' after a key");
    }
    String key = override.substring(0, equals).trim();
    String value = override.substring(equals + 1).trim();
    String origin = "--set " + key;
    try {
      ConfigUtil.splitPath(key);
      if (!value.equals("null") && (value.isEmpty() || "[{\"$".indexOf(value.charAt(0)) < 0)) {
        return ConfigValueFactory.fromAnyRef(value, origin).atPath(key);
      }
      return ConfigFactory.parseReader(
          new StringReader(key + " = " + value),
          ConfigParseOptions.defaults().setOriginDescription(origin));
    } catch (ConfigException.BadPath e) {
      throw ConfigErrors.override(override, "'" + key + "' is no key: " + e.getMessage());
    }
  }

  /** Looks a substitution up in the environment and marks the value as coming from there. */
  private record Environment(Map<String, String> variables) implements ConfigResolver {

    @Override
    public @Nullable ConfigValue lookup(String path) {
      String value = variables.get(path);
      return value == null ? null : ConfigValueFactory.fromAnyRef(value, ENVIRONMENT_ORIGIN + path);
    }

    @Override
    public ConfigResolver withFallback(ConfigResolver fallback) {
      return this;
    }
  }
}
