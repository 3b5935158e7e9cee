package io.lakeprint.jobs.identity.reference;

import io.lakeprint.common.ids.IdKind;
import io.lakeprint.common.ids.IdTypeConfig;
import io.lakeprint.common.ids.IdentifiersConfig;
import io.lakeprint.jobs.identity.IdentityConfig;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The configuration, in the words of the rulings. */
public record Rules(IdentifiersConfig identifiers, IdentityConfig identity) {

  /** The order of identifiers on a record. */
  public Comparator<Id> byPriority() {
    return Comparator.comparingInt((Id id) -> type(id).priority()).thenComparing(id -> id);
  }

  IdTypeConfig type(Id id) {
    return Objects.requireNonNull(identifiers.types().get(id.type()), id.type());
  }

  boolean isPrincipal(Id id) {
    return type(id).kind() == IdKind.PRINCIPAL;
  }

  boolean isPersonal(Id id) {
    return type(id).kind() == IdKind.PERSONAL;
  }

  boolean isHeld(Id id) {
    return type(id).kind() == IdKind.DEVICE || type(id).kind() == IdKind.BROWSER;
  }

  boolean areParentAndChild(Id one, Id other) {
    return one.type().equals(type(other).parent()) || other.type().equals(type(one).parent());
  }

  /** The limit that an identifier counts against. */
  String limit(Id id) {
    return type(id).scoped() ? id.type() + "@" + id.scope() : id.type();
  }

  int weight(Id id) {
    return switch (type(id).kind()) {
      case PRINCIPAL -> 8;
      case PERSONAL -> 4;
      case DEVICE -> 2;
      case BROWSER -> 1;
    };
  }

  boolean isLogin(Deed deed) {
    return identity.evidence().login().contains(deed.name());
  }

  boolean isLogout(Deed deed) {
    return identity.evidence().logout().contains(deed.name());
  }

  boolean isBind(Deed deed) {
    return identity.evidence().bind().contains(deed.name());
  }

  boolean isUnbind(Deed deed) {
    return identity.evidence().unbind().contains(deed.name());
  }

  /** Kind of evidence that a record gives for two of its identifiers. */
  String kind(Deed deed, Id one, Id other) {
    IdentityConfig.Evidence evidence = identity.evidence();
    if (isBind(deed) || (isLogin(deed) && (isPrincipal(one) || isPrincipal(other)))) {
      return "verified";
    } else if (areParentAndChild(one, other)) {
      return "platform";
    } else if (evidence.identify().contains(deed.name())) {
      return "identify";
    } else if (evidence.order().contains(deed.name())
        && evidence.tillTypes().contains(one.type())
        && evidence.tillTypes().contains(other.type())
        && !one.type().equals(other.type())) {
      return "till";
    }
    return "co_seen";
  }

  /** A star from the start, and each child with its parent. */
  List<Set<Id>> pairs(Deed deed, Id start) {
    Set<Set<Id>> pairs = new HashSet<>();
    for (Id one : deed.ids()) {
      if (!one.equals(start)) {
        pairs.add(Set.of(start, one));
      }
      for (Id other : deed.ids()) {
        if (!one.equals(other) && areParentAndChild(one, other)) {
          pairs.add(Set.of(one, other));
        }
      }
    }
    return List.copyOf(pairs);
  }

  static int strength(String kind) {
    return switch (kind) {
      case "operator" -> 100;
      case "verified", "platform" -> 90;
      case "identify" -> 70;
      case "till" -> 60;
      default -> 30;
    };
  }
}
