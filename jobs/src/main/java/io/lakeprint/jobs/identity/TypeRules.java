package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.ids.IdKind;
import io.lakeprint.common.ids.IdTypeConfig;
import io.lakeprint.common.ids.IdentifiersConfig;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.jspecify.annotations.Nullable;

/** What the declared types of identifiers mean for identity, as conditions on a type column. */
record TypeRules(IdentifiersConfig identifiers) implements Serializable {

  Column isPrincipal(Column type) {
    return any(type, rule -> rule.kind() == IdKind.PRINCIPAL);
  }

  Column isPersonal(Column type) {
    return any(type, rule -> rule.kind() == IdKind.PERSONAL);
  }

  /** Devices and browsers: a login holds them for a while. */
  Column isHeld(Column type) {
    return any(type, TypeRules::held);
  }

  boolean isHeld(String type) {
    IdTypeConfig rule = identifiers.types().get(type);
    return rule != null && held(rule);
  }

  boolean isDeclared(String type) {
    return identifiers.types().containsKey(type);
  }

  boolean isPrincipal(String type) {
    return kindOf(type) == IdKind.PRINCIPAL;
  }

  boolean isPersonal(String type) {
    return kindOf(type) == IdKind.PERSONAL;
  }

  /** Whether one of two types is the parent of the other. */
  boolean areFamily(String one, String other) {
    return other.equals(rule(one).parent()) || one.equals(rule(other).parent());
  }

  /** Principals whose verification blocks a value of this type; null = never. */
  @Nullable Integer blockedAt(String type) {
    return rule(type).blockedAt();
  }

  /** Business days of silence that end a life; null = none does. */
  @Nullable Integer ttlDays(String type) {
    return rule(type).ttlDays();
  }

  boolean hasFamilies() {
    return identifiers.types().values().stream().anyMatch(rule -> rule.parent() != null);
  }

  /** Whether a type is the parent of some type. */
  Column isParent(Column type) {
    return in(
        type,
        identifiers.types().values().stream()
            .map(IdTypeConfig::parent)
            .filter(Objects::nonNull)
            .distinct()
            .toList());
  }

  /** Whether the parent of a type is {@code other}. */
  Column isChild(Column type, Column other) {
    Column child = lit(false);
    for (Map.Entry<String, IdTypeConfig> entry : identifiers.types().entrySet()) {
      String parent = entry.getValue().parent();
      if (parent != null) {
        child = child.or(type.equalTo(entry.getKey()).and(other.equalTo(parent)));
      }
    }
    return child;
  }

  /** Types whose lives end, with the business days of silence that end them. */
  Map<String, Integer> ttls() {
    Map<String, Integer> ttls = new TreeMap<>();
    identifiers
        .types()
        .forEach(
            (type, rule) -> {
              if (rule.ttlDays() != null) {
                ttls.put(type, rule.ttlDays());
              }
            });
    return ttls;
  }

  int priority(String type) {
    return rule(type).priority();
  }

  /** How much a node of this type says about whose an id is. */
  int weight(String type) {
    return switch (rule(type).kind()) {
      case PRINCIPAL -> 8;
      case PERSONAL -> 4;
      case DEVICE -> 2;
      case BROWSER -> 1;
    };
  }

  boolean isScoped(String type) {
    return rule(type).scoped();
  }

  private @Nullable IdKind kindOf(String type) {
    IdTypeConfig rule = identifiers.types().get(type);
    return rule == null ? null : rule.kind();
  }

  /** Types by which somebody can be reached. */
  Column isContact(Column type) {
    return isPersonal(type).and(type.notEqual("pos_card"));
  }

  /** The limit that a node counts against: its type, with the scope where that is part of it. */
  String limitName(String type, String scope) {
    return rule(type).scoped() ? type + "@" + scope : type;
  }

  int limit(String type) {
    return rule(type).maxPerPerson();
  }

  static Column in(Column value, Collection<String> names) {
    return value.isin(names.toArray());
  }

  private Column any(Column type, Predicate<IdTypeConfig> wanted) {
    List<String> names =
        identifiers.types().entrySet().stream()
            .filter(entry -> wanted.test(entry.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    return in(type, names);
  }

  private IdTypeConfig rule(String type) {
    IdTypeConfig rule = identifiers.types().get(type);
    if (rule == null) {
      throw new IllegalArgumentException("identifier type '" + type + "' is not declared");
    }
    return rule;
  }

  private static boolean held(IdTypeConfig rule) {
    return rule.kind() == IdKind.DEVICE || rule.kind() == IdKind.BROWSER;
  }
}
