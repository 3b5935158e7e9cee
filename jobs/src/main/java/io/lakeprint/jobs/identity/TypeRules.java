package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.ids.IdKind;
import io.lakeprint.common.ids.IdTypeConfig;
import io.lakeprint.common.ids.IdentifiersConfig;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;

/** What the declared types of identifiers mean for identity, as conditions on a type column. */
record TypeRules(IdentifiersConfig identifiers) implements Serializable {

  Column declared(Column type) {
    return type.isin(identifiers.types().keySet().toArray());
  }

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

  /** Whether one of two types is the parent of the other. */
  Column areParentAndChild(Column one, Column other) {
    Column pair = lit(false);
    for (Map.Entry<String, IdTypeConfig> type : identifiers.types().entrySet()) {
      String parent = type.getValue().parent();
      if (parent != null) {
        pair =
            pair.or(one.equalTo(type.getKey()).and(other.equalTo(parent)))
                .or(other.equalTo(type.getKey()).and(one.equalTo(parent)));
      }
    }
    return pair;
  }

  /** Principals whose verification blocks a value of this type; null = never. */
  Column blockedAt(Column type) {
    return lookup(type, IdTypeConfig::blockedAt).cast("int");
  }

  Column priority(Column type) {
    return lookup(type, IdTypeConfig::priority);
  }

  /** How much a node of this type says about whose an id is. */
  Column weight(Column type) {
    return lookup(
        type,
        rule ->
            switch (rule.kind()) {
              case PRINCIPAL -> 8L;
              case PERSONAL -> 4L;
              case DEVICE -> 2L;
              case BROWSER -> 1L;
            });
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

  private Column lookup(Column type, Function<IdTypeConfig, ?> of) {
    Column value = lit(null);
    for (Map.Entry<String, IdTypeConfig> entry : identifiers.types().entrySet()) {
      value = when(type.equalTo(entry.getKey()), lit(of.apply(entry.getValue()))).otherwise(value);
    }
    return value;
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
