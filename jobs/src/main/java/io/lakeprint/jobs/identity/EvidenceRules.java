package io.lakeprint.jobs.identity;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a record of a given name says about the identifiers on it. */
final class EvidenceRules implements Serializable {

  /** Kinds of {@code id_evidence} that are no link: an identifier was seen, or says who has it. */
  static final String SEEN = "seen";

  static final String ANCHOR = "anchor";
  static final String LOGOUT = "logout";
  static final String UNBIND = "unbind";

  /** Of a pair whose evidence an operator voided. */
  static final String VOID = "void";

  /** Of the parent, with which a child goes. */
  static final String PARENT_UNBIND = "parent-unbind";

  private final Set<String> logins;
  private final Set<String> logouts;
  private final Set<String> binds;
  private final Set<String> unbinds;
  private final Set<String> identifies;
  private final Set<String> orders;
  private final Set<String> tillTypes;
  private final Set<String> unbindTypes;
  private final TypeRules types;

  EvidenceRules(IdentityConfig.Evidence evidence, TypeRules types) {
    this.logins = set(evidence.login());
    this.logouts = set(evidence.logout());
    this.binds = set(evidence.bind());
    this.unbinds = set(evidence.unbind());
    this.identifies = set(evidence.identify());
    this.orders = set(evidence.order());
    this.tillTypes = set(evidence.tillTypes());
    this.unbindTypes = set(evidence.unbindTypes());
    this.types = types;
  }

  TypeRules types() {
    return types;
  }

  boolean isLogout(String event) {
    return logouts.contains(event);
  }

  boolean isUnbind(String event) {
    return unbinds.contains(event);
  }

  boolean ends(String type) {
    return unbindTypes.contains(type);
  }

  /** The strongest kind that applies to two identifiers, {@code left} being the anchor's. */
  LinkKind kind(String event, String left, String right) {
    if (binds.contains(event) || (logins.contains(event) && types.isPrincipal(left))) {
      return LinkKind.VERIFIED;
    }
    if (types.areFamily(left, right)) {
      return LinkKind.PLATFORM;
    }
    if (identifies.contains(event)) {
      return LinkKind.IDENTIFY;
    }
    boolean till =
        orders.contains(event)
            && !left.equals(right)
            && tillTypes.contains(left)
            && tillTypes.contains(right);
    return till ? LinkKind.TILL : LinkKind.CO_SEEN;
  }

  private static Set<String> set(List<String> names) {
    return new HashSet<>(names);
  }
}
