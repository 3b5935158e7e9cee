package io.lakeprint.ml;

import io.lakeprint.common.activity.DailyActivityConfig;
import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.sessions.SessionsConfig;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.ml.features.RollUpRules;
import java.time.ZoneOffset;
import java.util.List;

/** Sections of {@code reference.conf}, as a run without configuration gets them. */
public final class Settings {
  private Settings() {}

  public static <T extends Record> T of(String section, Class<T> type, String... overrides) {
    return ConfigLoader.load(List.of(), List.of(overrides), Settings.class.getClassLoader())
        .bind(section, type);
  }

  /** How roll-ups are made without configuration, but for some settings, and of days in UTC. */
  public static RollUpRules rollUps(String... overrides) {
    return rollUps(new BusinessDays(ZoneOffset.UTC), overrides);
  }

  /** How roll-ups are made without configuration, but for some settings. */
  public static RollUpRules rollUps(BusinessDays days, String... overrides) {
    return new RollUpRules(
        of("daily-activity", DailyActivityConfig.class, overrides),
        of("sessions", SessionsConfig.class, overrides),
        days);
  }
}
