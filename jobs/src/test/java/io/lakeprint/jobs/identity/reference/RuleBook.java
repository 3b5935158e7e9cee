package io.lakeprint.jobs.identity.reference;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.ids.IdentifiersConfig;
import io.lakeprint.jobs.identity.IdentityConfig;
import java.util.ArrayList;
import java.util.List;

/** Settings of worlds. */
public final class RuleBook {

  /** No run stops because it renames many. */
  public static final String NO_ALARM = "identity.alarm.min-nodes=1000000000";

  /** So small that little worlds reach them. */
  private static final List<String> SMALL =
      List.of(
          NO_ALARM,
          "identity.max-nodes-per-person=12",
          "identity.evidence.unbind-types=[phone,email,pos_card,wechat_unionid]",
          "identifiers.types.phone.max-per-person=2",
          "identifiers.types.email.max-per-person=1",
          "identifiers.types.pos_card.max-per-person=2",
          "identifiers.types.device_id.max-per-person=3",
          "identifiers.types.cookie.max-per-person=5");

  private static final List<String> SMALL_CROWDS =
      List.of(
          "identity.blocked.window-days=6",
          "identity.blocked.personal-values=3",
          "identity.blocked.devices=6",
          "identifiers.types.phone.blocked-at=3",
          "identifiers.types.email.blocked-at=3");

  private static final List<String> SHORT_LIVES =
      List.of("identifiers.types.device_id.ttl-days=6", "identifiers.types.cookie.ttl-days=4");

  private RuleBook() {}

  /**
   * Small limits.
   *
   * @param lives whether values that come back after days are new
   * @param crowds whether a few people block a value
   */
  public static String[] small(boolean lives, boolean crowds) {
    List<String> all = new ArrayList<>(SMALL);
    all.addAll(lives ? SHORT_LIVES : List.of());
    all.addAll(crowds ? SMALL_CROWDS : List.of());
    return all.toArray(new String[0]);
  }

  public static Rules rules(String... settings) {
    LakeConfig config =
        ConfigLoader.load(List.of(), List.of(settings), RuleBook.class.getClassLoader());
    return new Rules(
        config.bind(IdentifiersConfig.PATH, IdentifiersConfig.class),
        config.bind("identity", IdentityConfig.class));
  }
}
