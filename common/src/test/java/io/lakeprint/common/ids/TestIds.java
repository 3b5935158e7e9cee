package io.lakeprint.common.ids;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.privacy.IdSecret;
import java.util.List;
import java.util.Map;

/** The identifiers of {@code reference.conf}. */
public final class TestIds {

  private TestIds() {}

  /** The defaults with some settings changed. */
  public static IdentifiersConfig config(String... overrides) {
    return ConfigLoader.load(
            List.of(), List.of(overrides), TestIds.class.getClassLoader(), Map.of())
        .bind(IdentifiersConfig.PATH, IdentifiersConfig.class);
  }

  /** A resolver with the demo secret. */
  public static IdResolver resolver(String... overrides) {
    return new IdResolver(config(overrides), IdSecret.demo());
  }

  /** One resolved identifier, or {@code type:rule} where it was dropped. */
  public static String stored(String type, String scope, String value) {
    ResolvedIds resolved = resolver().resolve(List.of(new RawIdentifier(type, scope, value)));
    return resolved.ids().isEmpty() ? resolved.dropped().get(0) : resolved.ids().get(0).value();
  }
}
