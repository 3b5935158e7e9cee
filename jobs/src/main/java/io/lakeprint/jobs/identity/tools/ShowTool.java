package io.lakeprint.jobs.identity.tools;

import io.lakeprint.common.ids.OwnersAsOfTransform;
import io.lakeprint.common.ids.TypedIdentifier;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.jobs.identity.IdentityConfig;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Whose an identifier is, or whom an id means: owners in time, identifiers, changes. */
final class ShowTool extends Tool {
  private static final int CHANGES = 20;

  private final String asked;
  private final Consumer<String> out;

  /**
   * @param asked {@code type:value}, or the id of a person
   * @param out where the answer goes
   */
  ShowTool(String asked, Consumer<String> out) {
    super("show", "Show a person, or whose an identifier is, as known at --as-of");
    this.asked = asked;
    this.out = out;
  }

  @Override
  public JobReport run(JobContext context, IdentityConfig config) {
    PeopleTables tables = new PeopleTables(context);
    Dataset<Row> owners =
        new OwnersAsOfTransform(context.asOf()).apply(context.input(IdentityLogTable.SPEC));
    out.accept("As known at the end of " + context.asOf() + ":");
    Set<String> people =
        asked.contains(":")
            ? ofIdentifier(new Typed(List.of(asked)).resolve(context).get(0), tables, owners)
            : new TreeSet<>(Set.of(asked));
    for (String oneId : people) {
      person(oneId, tables, owners, context);
    }
    return JobReport.of();
  }

  private Set<String> ofIdentifier(
      TypedIdentifier named, PeopleTables tables, Dataset<Row> owners) {
    Owned now = tables.find(named).orElseThrow(named::neverSeen);
    List<Owned.Turn> turns =
        turns(owners, IdentityMapTable.NODE_ID.col().equalTo(named.node()))
            .getOrDefault(named.node(), List.of());
    Set<String> people = new TreeSet<>();
    turns.stream().map(Owned.Turn::oneId).filter(Objects::nonNull).forEach(people::add);
    out.accept(named + " (" + now.state() + " today)");
    if (turns.isEmpty()) {
      out.accept("  no run knew it by then");
    }
    turns.forEach(turn -> out.accept("  " + turn));
    return people;
  }

  private void person(String oneId, PeopleTables tables, Dataset<Row> owners, JobContext context) {
    Map<Long, List<Owned.Turn>> nodes = turns(owners, IdentityMapTable.ONE_ID.col().equalTo(oneId));
    List<String> changes = changes(oneId, context);
    if (nodes.isEmpty() && changes.isEmpty() && tables.alias(oneId).isEmpty()) {
      throw ToolErrors.unknownPerson(oneId);
    }
    out.accept("");
    out.accept("Person " + ExplainTool.person(tables, oneId));
    tables.alias(oneId).ifPresent(now -> out.accept("  means " + now + " today"));
    Map<Long, Owned> known = tables.nodes(nodes.keySet());
    nodes.entrySet().stream()
        .map(entry -> line(known.get(entry.getKey()), entry.getKey(), entry.getValue()))
        .sorted()
        .forEach(line -> out.accept("  " + line));
    out.accept("  changes, latest first:");
    changes.forEach(change -> out.accept("    " + change));
  }

  private static String line(@Nullable Owned owned, long node, List<Owned.Turn> turns) {
    String name = owned == null ? "node " + node + " (gone since)" : owned.toString();
    String when =
        turns.stream()
            .map(Owned.Turn::when)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("; "));
    return when.isEmpty() ? name : name + ": " + when;
  }

  private static Map<Long, List<Owned.Turn>> turns(Dataset<Row> owners, Column which) {
    Map<Long, List<Owned.Turn>> turns = new LinkedHashMap<>();
    for (Row row : owners.where(which).collectAsList()) {
      turns
          .computeIfAbsent(row.getLong(0), key -> new ArrayList<>())
          .add(
              new Owned.Turn(
                  row.getTimestamp(1).toInstant(),
                  PeopleTables.instant(row, IdentityMapTable.VALID_TO.name()),
                  row.getString(3)));
    }
    turns.values().forEach(list -> list.sort(Comparator.comparing(Owned.Turn::from)));
    return turns;
  }

  private static List<String> changes(String oneId, JobContext context) {
    Set<String> seen = new HashSet<>();
    List<String> lines = new ArrayList<>();
    for (Row row :
        context
            .input(IdentityLogTable.SPEC)
            .where(IdentityLogTable.AS_OF.col().leq(java.sql.Date.valueOf(context.asOf())))
            .where(
                IdentityLogTable.FROM_ONE_ID
                    .col()
                    .equalTo(oneId)
                    .or(IdentityLogTable.TO_ONE_ID.col().equalTo(oneId)))
            .orderBy(IdentityLogTable.RUN_NUMBER.col().desc(), IdentityLogTable.SEQUENCE.col())
            .limit(CHANGES)
            .collectAsList()) {
      String line = change(row);
      if (seen.add(line)) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static String change(Row row) {
    LocalDate day = row.<java.sql.Date>getAs(IdentityLogTable.AS_OF.name()).toLocalDate();
    String from = row.getAs(IdentityLogTable.FROM_ONE_ID.name());
    String to = row.getAs(IdentityLogTable.TO_ONE_ID.name());
    Timestamp since = row.getAs(IdentityLogTable.VALID_FROM.name());
    Long node = row.getAs(IdentityLogTable.NODE_ID.name());
    boolean later = since != null && since.getTime() > 0;
    return day
        + " "
        + row.<String>getAs(IdentityLogTable.OPERATION.name())
        + (node == null ? "" : " node " + node)
        + (from == null ? "" : " from " + from)
        + (to == null ? "" : " to " + to)
        + (later ? " since " + since.toInstant() : "")
        + ", by "
        + row.<String>getAs(IdentityLogTable.CAUSE.name());
  }
}
