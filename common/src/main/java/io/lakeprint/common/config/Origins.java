package io.lakeprint.common.config;

import com.typesafe.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/** Where a value was set. */
final class Origins {

  private Origins() {}

  /** File and line, {@code --set key} or environment variable. */
  static @Nullable String of(@Nullable ConfigValue value) {
    return value == null ? null : value.origin().description();
  }

  /** Whether all or a part of the value came from the environment. */
  static boolean isEnvironment(ConfigValue value) {
    return value.origin().description().contains(ConfigLoader.ENVIRONMENT_ORIGIN);
  }

  /** Whether the whole value came from the environment. */
  static boolean isOnlyEnvironment(ConfigValue value) {
    return value.origin().description().startsWith(ConfigLoader.ENVIRONMENT_ORIGIN);
  }
}
