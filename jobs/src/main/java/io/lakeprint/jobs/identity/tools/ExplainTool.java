package io.lakeprint.jobs.identity.tools;

import io.lakeprint.common.ids.TypedIdentifier;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.jobs.identity.IdentityConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Why two identifiers are one person, or why not: the path of links between them whose weakest link
 * is the strongest, each with its evidence and, where it does not join, the rule.
 */
final class ExplainTool extends Tool {
  private final Typed typed;
  private final Consumer<String> out;

  ExplainTool(Typed typed, Consumer<String> out) {
    super("explain", "Tell why two identifiers are one person, or why not");
    this.typed = typed;
    this.out = out;
  }

  @Override
  public JobReport run(JobContext context, IdentityConfig config) {
    List<TypedIdentifier> both = typed.resolve(context);
    TypedIdentifier a = both.get(0);
    TypedIdentifier b = both.get(1);
    if (a.id().equals(b.id())) {
      throw ToolErrors.selfLink(a);
    }
    PeopleTables tables = new PeopleTables(context);
    Owned one = tables.find(a).orElseThrow(a::neverSeen);
    Owned other = tables.find(b).orElseThrow(b::neverSeen);
    TreeSet<String> owners = new TreeSet<>();
    one.turns().stream().map(Owned.Turn::oneId).filter(Objects::nonNull).forEach(owners::add);
    other.turns().stream().map(Owned.Turn::oneId).filter(Objects::nonNull).forEach(owners::add);
    Map<Long, Owned> around = new LinkedHashMap<>(tables.nodesOf(owners));
    around.put(one.node(), one);
    around.put(other.node(), other);
    List<Tie> links =
        tables.links(around.keySet()).stream()
            .filter(tie -> around.containsKey(tie.a()) && around.containsKey(tie.b()))
            .toList();
    String oneId = one.oneId();
    boolean together = oneId != null && oneId.equals(other.oneId());
    if (oneId != null && together) {
      out.accept(a + " and " + b + " are one person: " + person(tables, oneId));
    } else {
      out.accept(a + " and " + b + " are not one person.");
      standing(tables, a, one);
      standing(tables, b, other);
    }
    Map<Long, String> labels = new LinkedHashMap<>();
    around.forEach((node, owned) -> labels.put(node, owned.toString()));
    labels.put(one.node(), a.toString());
    labels.put(other.node(), b.toString());
    path(links, one.node(), other.node(), labels, together);
    return JobReport.of();
  }

  private void standing(PeopleTables tables, TypedIdentifier named, Owned owned) {
    switch (owned.state()) {
      case "blocked" ->
          out.accept("  " + named + " is blocked: too many use it, so it says nothing of anybody");
      case "multi-owner" -> {
        out.accept("  " + named + " has had owners in turn:");
        owned.turns().forEach(turn -> out.accept("    " + turn));
      }
      default ->
          out.accept("  " + named + " belongs to " + person(tables, String.valueOf(owned.oneId())));
    }
  }

  static String person(PeopleTables tables, String oneId) {
    return oneId + tables.kind(oneId).map(kind -> " (" + kind + ")").orElse("");
  }

  private void path(
      List<Tie> links, long from, long to, Map<Long, String> labels, boolean together) {
    List<Tie> joining = links.stream().filter(Tie::joins).toList();
    Optional<List<Tie>> path = Paths.best(together ? joining : links, from, to);
    if (path.isEmpty()) {
      out.accept("No evidence ties them, directly or through their persons' identifiers.");
      return;
    }
    out.accept(together ? "The strongest way between them:" : "The strongest way that might join:");
    long at = from;
    out.accept("  " + labels.get(at));
    for (Tie tie : path.get()) {
      at = tie.otherEnd(at);
      out.accept("    | " + tie);
      out.accept("  " + labels.get(at));
    }
  }
}
