package io.lakeprint.common.config;

import com.typesafe.config.ConfigException;
import io.lakeprint.common.error.UsageException;
import java.util.List;
import java.util.stream.Collectors;

/** The failures of reading a configuration. */
final class ConfigErrors {

  private ConfigErrors() {}

  static UsageException invalid(List<Problems.Problem> problems) {
    String list =
        problems.stream()
            .map(problem -> System.lineSeparator() + "  - " + problem)
            .collect(Collectors.joining());
    String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    return new UsageException(
        "CONFIG_INVALID",
        "The configuration has " + count + ":" + list,
        "a run starts only when its whole configuration is understood",
        "mend the listed keys; docs/configuration.md explains each section");
  }

  static UsageException fileMissing(String file) {
    return new UsageException(
        "CONFIG_FILE_MISSING",
        "The configuration file '" + file + "' does not exist",
        "it was named with --config",
        "check the path; a path without scheme is local to the driver");
  }

  static UsageException fileUnreadable(String file, Exception cause) {
    return new UsageException(
        "CONFIG_FILE_UNREADABLE",
        "The configuration file '" + file + "' cannot be read: " + cause.getMessage(),
        "it was named with --config",
        "check its permissions and, for a remote file, its scheme and credentials",
        cause);
  }

  static UsageException syntax(ConfigException cause) {
    return new UsageException(
        "CONFIG_SYNTAX",
        "The configuration cannot be parsed: " + cause.getMessage(),
        "the text is no valid HOCON at that place",
        "mend that line; values with : / @ or spaces at their ends want quotes",
        cause);
  }

  static UsageException packsNoList(String origin) {
    return new UsageException(
        "PACKS_NO_LIST",
        "packs is no list of names (" + origin + ")",
        "it names the packs of definitions that this lake uses",
        "write packs = [shop, retain], or packs = [] for none");
  }

  static UsageException unknownPack(String name, String resource) {
    return new UsageException(
        "UNKNOWN_PACK",
        "There is no pack '" + name + "'",
        "there is no " + resource + " on the class path",
        "docs/tags.md lists the packs; a pack of one's own comes in a jar");
  }

  static UsageException definedByTwoPacks(String key, String one, String other) {
    return new UsageException(
        "PACKS_CLASH",
        "The packs " + one + " and " + other + " both define " + key,
        "merged key by key they would make something that neither of them means",
        "use one of the two packs, and copy what is missing into a file of your own");
  }

  static UsageException unresolved(ConfigException cause) {
    return new UsageException(
        "CONFIG_UNRESOLVED",
        "The configuration refers to something that is not set: " + cause.getMessage(),
        "${NAME} must be a key of the configuration or an environment variable",
        "set it, or write ${?NAME} where it may be absent",
        cause);
  }

  static UsageException override(String override, String why) {
    return new UsageException(
        "CONFIG_OVERRIDE",
        "The setting '" + override + "' is not understood",
        why,
        "write --set key=value, for example --set lake.root=/data/lake");
  }
}
