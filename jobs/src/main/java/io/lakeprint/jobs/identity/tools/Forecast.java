package io.lakeprint.jobs.identity.tools;

import io.lakeprint.common.ids.IdentifiersConfig;
import io.lakeprint.common.ids.TypedIdentifier;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.jobs.identity.IdentityConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the next run of identity will make of a decision, as far as the tables tell. */
record Forecast(JobContext context, IdentityConfig config, List<Decision> standing) {

  /** Says which people join and which part. */
  void tell(String kind, TypedIdentifier a, @Nullable TypedIdentifier b, Consumer<String> out) {
    PeopleTables tables = new PeopleTables(context);
    List<TypedIdentifier> named = b == null ? List.of(a) : List.of(a, b);
    Map<Long, Owned> around = new LinkedHashMap<>();
    for (TypedIdentifier one : named) {
      Owned owned = tables.find(one).orElseThrow(one::neverSeen);
      around.put(owned.node(), owned);
      if (!owned.state().equals("active")) {
        out.accept(
            one
                + " is "
                + owned.state()
                + ": it joins nothing, whatever an operator says of links.");
      }
    }
    Set<String> owners = new TreeSet<>();
    around.values().stream()
        .flatMap(owned -> owned.turns().stream())
        .map(Owned.Turn::oneId)
        .filter(Objects::nonNull)
        .forEach(owners::add);
    around.putAll(tables.nodesOf(owners));
    List<Tie> links =
        tables.links(around.keySet()).stream()
            .filter(tie -> around.containsKey(tie.a()) && around.containsKey(tie.b()))
            .filter(tie -> tie.joins() || String.valueOf(tie.rule()).startsWith("limit:"))
            .toList();
    Map<Long, Owned> after = new LinkedHashMap<>(around);
    List<Tie> linksAfter = new ArrayList<>(links);
    List<Set<Long>> apart =
        standing.stream()
            .filter(decision -> decision.kind().equals(Decision.CANNOT_LINK))
            .map(Decision::pair)
            .collect(Collectors.toCollection(ArrayList::new));
    apply(kind, a.node(), b == null ? null : Long.valueOf(b.node()), after, linksAfter, apart);
    IdentifiersConfig types = context.settings(IdentifiersConfig.PATH, IdentifiersConfig.class);
    List<Set<Long>> groups =
        new Rejoin(types, config.maxNodesPerPerson(), apart).groups(after.values(), linksAfter);
    if (b == null) {
      out.accept(a + " would belong to nobody.");
    }
    compare(around, groups, out);
  }

  private static void apply(
      String kind,
      long a,
      @Nullable Long b,
      Map<Long, Owned> nodes,
      List<Tie> links,
      List<Set<Long>> apart) {
    if (b == null) {
      nodes.remove(a);
      return;
    }
    if (kind.equals(Decision.MUST_LINK)) {
      Instant now = Instant.EPOCH;
      links.add(
          new Tie(
              Math.min(a, b),
              Math.max(a, b),
              now,
              now,
              0,
              0,
              "operator",
              100,
              null,
              "ACTIVE",
              null));
    } else {
      links.removeIf(tie -> tie.isBetween(a, b));
      if (kind.equals(Decision.CANNOT_LINK)) {
        apart.add(Set.of(a, b));
      }
    }
  }

  private static void compare(
      Map<Long, Owned> before, List<Set<Long>> groups, Consumer<String> out) {
    boolean changes = false;
    Map<String, Integer> partsOf = new TreeMap<>();
    for (Set<Long> group : groups) {
      Set<String> people = people(group, before);
      people.forEach(person -> partsOf.merge(person, 1, Integer::sum));
      if (people.size() > 1) {
        changes = true;
        out.accept("Would become one person: " + String.join(" and ", people));
      }
    }
    for (Map.Entry<String, Integer> parts : partsOf.entrySet()) {
      if (parts.getValue() > 1) {
        changes = true;
        out.accept("Would part into " + parts.getValue() + ": " + parts.getKey());
        groups.stream()
            .filter(group -> people(group, before).contains(parts.getKey()))
            .forEach(group -> out.accept("  " + names(group, before)));
      }
    }
    if (!changes) {
      out.accept("Would change no person as things are: other evidence or a limit decides.");
    }
  }

  private static Set<String> people(Set<Long> group, Map<Long, Owned> nodes) {
    return group.stream()
        .map(node -> Objects.requireNonNull(nodes.get(node)).oneId())
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String names(Set<Long> group, Map<Long, Owned> nodes) {
    return group.stream()
        .map(node -> Objects.requireNonNull(nodes.get(node)).toString())
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
