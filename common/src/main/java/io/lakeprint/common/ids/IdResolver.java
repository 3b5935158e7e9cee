package io.lakeprint.common.ids;

import io.lakeprint.common.privacy.IdSecret;
import io.lakeprint.common.privacy.LruCache;
import io.lakeprint.common.privacy.Tokens;
import io.lakeprint.common.privacy.VaultCipher;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns the identifiers of a record, as its source wrote them, into their stored form.
 *
 * <p>Holds derived keys: keep it inside function objects, never in a plan as a literal. Remembers
 * recent values, because people do several things in a row. Not thread-safe: one per thread.
 * Deterministic.
 */
public final class IdResolver implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int REMEMBERED = 16_384;

  /** What became of it: an identifier, or the rule that dropped it. */
  private record Outcome(
      @Nullable Identifier id,
      long node,
      int priority,
      ResolvedIds.@Nullable VaultEntry vaulted,
      @Nullable String dropped) {}

  private static final Comparator<Outcome> BY_PRIORITY =
      Comparator.comparingInt(Outcome::priority)
          .thenComparing(outcome -> id(outcome).type())
          .thenComparing(outcome -> id(outcome).scope())
          .thenComparing(outcome -> id(outcome).value());

  private final IdentifiersConfig config;
  private final Tokens tokens;
  private final @Nullable VaultCipher vault;
  private transient @Nullable Normalizer normalizer;
  private transient @Nullable LruCache<RawIdentifier, Outcome> known;

  public IdResolver(IdentifiersConfig config, IdSecret secret) {
    this(config, secret.tokens(), secret.vault());
  }

  private IdResolver(IdentifiersConfig config, Tokens tokens, @Nullable VaultCipher vault) {
    this.config = config;
    this.tokens = tokens;
    this.vault = vault;
  }

  /** The same without values for the vault: encrypting them takes longer than all the rest. */
  public IdResolver withoutSealing() {
    return new IdResolver(config, tokens, null);
  }

  /** The declared types whose values are for the vault. */
  public Set<String> vaultTypes() {
    return config.types().entrySet().stream()
        .filter(type -> type.getValue().storage() == IdStorage.VAULT)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The identifiers of one record; those without a type or value are passed over. */
  public ResolvedIds resolve(Iterable<RawIdentifier> identifiers) {
    List<Outcome> outcomes = new ArrayList<>(4);
    for (RawIdentifier raw : identifiers) {
      if (raw.type() != null && raw.value() != null) {
        outcomes.add(outcome(raw, raw.type(), raw.value()));
      }
    }
    return resolved(outcomes);
  }

  private static ResolvedIds resolved(List<Outcome> outcomes) {
    List<Outcome> kept = new ArrayList<>(outcomes.size());
    List<String> dropped = new ArrayList<>(0);
    for (Outcome outcome : outcomes) {
      if (outcome.dropped() != null) {
        dropped.add(outcome.dropped());
      } else {
        kept.add(outcome);
      }
    }
    if (kept.size() > 1) {
      kept.sort(BY_PRIORITY);
    }
    List<Identifier> ids = new ArrayList<>(kept.size());
    List<ResolvedIds.VaultEntry> vaulted = new ArrayList<>(0);
    Identifier last = null;
    for (Outcome outcome : kept) {
      Identifier id = id(outcome);
      if (!id.equals(last)) {
        ids.add(id);
        if (outcome.vaulted() != null) {
          vaulted.add(outcome.vaulted());
        }
      }
      last = id;
    }
    dropped.sort(Comparator.naturalOrder());
    return new ResolvedIds(ids, kept.isEmpty() ? null : kept.get(0).node(), dropped, vaulted);
  }

  private Outcome outcome(RawIdentifier raw, String type, String value) {
    LruCache<RawIdentifier, Outcome> cache = known;
    if (cache == null) {
      cache = new LruCache<>(REMEMBERED);
      known = cache;
    }
    Outcome outcome = cache.get(raw);
    if (outcome == null) {
      outcome = resolve(type, raw.scope() == null ? "" : raw.scope(), value);
      cache.put(raw, outcome);
    }
    return outcome;
  }

  private Outcome resolve(String name, String scope, String value) {
    IdTypeConfig type = config.types().get(name);
    if (type == null) {
      return dropped(name, DropRule.UNDECLARED_TYPE);
    }
    Canonical canonical = normalizer().canonical(value, type);
    if (canonical.value() == null) {
      DropRule rule = canonical.rule();
      return dropped(name, rule == null ? DropRule.NULL_LIKE : rule);
    }
    String within = type.scoped() ? Normalizer.plain(scope) : "";
    String stored =
        type.storage() == IdStorage.CLEAR
            ? canonical.value()
            : tokens.token(name, within, canonical.value());
    ResolvedIds.VaultEntry vaulted =
        vault != null && type.storage() == IdStorage.VAULT
            ? new ResolvedIds.VaultEntry(
                name,
                within,
                stored,
                vault.encrypt(name, within, canonical.value()),
                vault.version())
            : null;
    Identifier id = new Identifier(name, within, stored);
    return new Outcome(id, id.node(), type.priority(), vaulted, null);
  }

  private static Outcome dropped(String type, DropRule rule) {
    return new Outcome(null, 0, 0, null, type + ":" + rule.id());
  }

  private static Identifier id(Outcome outcome) {
    Identifier id = outcome.id();
    if (id == null) {
      throw new IllegalStateException("a dropped identifier has no stored form");
    }
    return id;
  }

  private Normalizer normalizer() {
    Normalizer made = normalizer;
    if (made == null) {
      made = new Normalizer(config);
      normalizer = made;
    }
    return made;
  }
}
