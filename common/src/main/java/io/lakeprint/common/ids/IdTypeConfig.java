package io.lakeprint.common.ids;

import io.lakeprint.common.config.Default;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code identifiers.types}.
 *
 * @param kind what it stands for
 * @param priority the identifier with the smallest number anchors an event; unique
 * @param storage form in which it is kept
 * @param format how values are made canonical
 * @param checksum check digit of the values
 * @param scoped whether values are unique only within an app or platform
 * @param parent type of which it is a child: it goes where its parent goes; null = none
 * @param maxPerPerson how many a person may have (within a scope, where scoped)
 * @param blockedAt verified with this many principals inside 365 days it is blocked; null = never
 * @param ttlDays business days of silence after which it starts a new life; null = never
 * @param blocklist canonical values that are junk
 */
public record IdTypeConfig(
    IdKind kind,
    int priority,
    IdStorage storage,
    @Default("text") IdFormat format,
    @Default("none") IdChecksum checksum,
    @Default("false") boolean scoped,
    @Nullable String parent,
    int maxPerPerson,
    @Nullable Integer blockedAt,
    @Nullable Integer ttlDays,
    @Default("[]") List<String> blocklist)
    implements Serializable {

  public IdTypeConfig {
    require(maxPerPerson >= 1, "max-per-person must be at least 1, got " + maxPerPerson);
    require(
        kind != IdKind.PRINCIPAL || maxPerPerson == 1,
        "max-per-person of a principal must be 1, got " + maxPerPerson);
    require(blockedAt == null || blockedAt >= 2, "blocked-at must be at least 2, got " + blockedAt);
    require(ttlDays == null || ttlDays >= 1, "ttl-days must be at least 1, got " + ttlDays);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
