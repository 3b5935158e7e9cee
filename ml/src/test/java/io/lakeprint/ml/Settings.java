package io.lakeprint.ml;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.sessions.SessionsConfig;
import java.util.List;

/** Sections of {@code reference.conf}, as a run without configuration gets them. */
public final class Settings {
  private Settings() {}

  public static <T extends Record> T of(String section, Class<T> type, String... overrides) {
    return ConfigLoader.load(List.of(), List.of(overrides), Settings.class.getClassLoader())
        .bind(section, type);
  }

  /** How sessions are cut without configuration. */
  public static SessionsConfig sessions() {
    return of("sessions", SessionsConfig.class);
  }
}
