package io.lakeprint.common.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Definitions that are not for every site: {@code packs = [shop, retain]} puts the class path's
 * {@code packs/shop.conf} and {@code packs/retain.conf} between the {@code reference.conf} of the
 * modules and the files of the user. A pack is a configuration like any other: tags, reports and
 * whatever else is defined. A jar of one's own may bring more.
 */
final class Packs {

  private static final String PACKS = "packs";

  /** Sections of a pack hold definitions by kind, and a kind may hold them by id. */
  private static final int DEPTH_OF_IDS = 3;

  private Packs() {}

  /** {@code reference} beneath the packs that {@code own} or, if it says nothing, it asks for. */
  static Config beneath(Config own, Config reference, ClassLoader loader) {
    Map<String, String> owners = new TreeMap<>();
    Config all = reference;
    for (String name : names(own.withFallback(reference))) {
      Config pack = load(name, loader);
      checkIds("", pack.root(), 1, name, owners);
      all = pack.withFallback(all);
    }
    return all;
  }

  /** Nothing is resolved yet: what is no plain list of names is refused. */
  private static List<String> names(Config merged) {
    ConfigValue names = merged.root().get(PACKS);
    if (names == null) {
      return List.of();
    }
    if (!(names instanceof ConfigList list)) {
      throw ConfigErrors.packsNoList(names.origin().description());
    }
    return list.stream().map(name -> String.valueOf(name.unwrapped())).distinct().toList();
  }

  private static Config load(String name, ClassLoader loader) {
    String resource = "packs/" + name + ".conf";
    if (!name.matches("[a-z0-9-]+") || loader.getResource(resource) == null) {
      throw ConfigErrors.unknownPack(name, resource);
    }
    return ConfigFactory.parseResources(
        loader, resource, ConfigParseOptions.defaults().setClassLoader(loader));
  }

  /** Two packs that define the same id would be merged key by key into something nobody wrote. */
  private static void checkIds(
      String path, ConfigObject section, int depth, String pack, Map<String, String> owners) {
    for (Map.Entry<String, ConfigValue> entry : section.entrySet()) {
      String key = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      if (depth < DEPTH_OF_IDS && entry.getValue() instanceof ConfigObject below) {
        checkIds(key, below, depth + 1, pack, owners);
      } else {
        String other = owners.putIfAbsent(key, pack);
        if (other != null) {
          throw ConfigErrors.definedByTwoPacks(key, other, pack);
        }
      }
    }
  }
}
