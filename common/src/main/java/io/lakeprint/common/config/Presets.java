package io.lakeprint.common.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import io.lakeprint.common.error.UsageException;
import java.util.Map;

/**
 * Named defaults: a source that says {@code preset = segment} starts from the class path's {@code
 * presets/segment.conf}. A jar of one's own may bring more.
 */
final class Presets {

  private static final String SOURCES = "sources";
  private static final String PRESET = "preset";

  private Presets() {}

  /** The same configuration, with every preset put beneath the source that names it. */
  static Config expand(Config merged, ClassLoader loader) {
    if (!(merged.root().get(SOURCES) instanceof ConfigObject sources)) {
      return merged;
    }
    Config expanded = merged;
    for (Map.Entry<String, ConfigValue> source : sources.entrySet()) {
      if (source.getValue() instanceof ConfigObject definition && definition.containsKey(PRESET)) {
        Config defaults = load(source.getKey(), definition.get(PRESET), loader);
        String path = ConfigUtil.joinPath(SOURCES, source.getKey());
        expanded = expanded.withFallback(defaults.atPath(path));
      }
    }
    return expanded;
  }

  private static Config load(String source, ConfigValue preset, ClassLoader loader) {
    String name = String.valueOf(preset.unwrapped());
    String resource = "presets/" + name + ".conf";
    if (loader.getResource(resource) == null) {
      throw new UsageException(
          "UNKNOWN_PRESET",
          "Source "
              + source
              + " asks for the preset '"
              + name
              + "' ("
              + preset.origin().description()
              + ").",
          "There is no " + resource + " on the class path.",
          "docs/sources.md lists the presets; leave preset out to give format, select and so on.");
    }
    return ConfigFactory.parseResources(
        loader, resource, ConfigParseOptions.defaults().setClassLoader(loader));
  }
}
