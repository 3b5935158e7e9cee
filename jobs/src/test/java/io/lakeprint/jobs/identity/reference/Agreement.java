package io.lakeprint.jobs.identity.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares what a lake says with what the reference says, world by world. */
public final class Agreement {
  private final Map<Id, List<LakeUnderTest.Ownership>> map;
  private final Map<String, @Nullable String> events;
  private final Map<String, List<String>> links;
  private final LocalDate asOf;

  public Agreement(LakeUnderTest lake, LocalDate asOf) {
    this.asOf = asOf;
    this.map = lake.map();
    this.events = lake.events(asOf);
    this.links =
        lake.links().stream()
            .collect(Collectors.groupingBy(link -> link.replaceFirst("^[^:]*:([^.]*)\\..*", "$1")));
  }

  /** Differences of all worlds, the smallest world first; empty when all agree. */
  public List<String> differences(
      List<World> worlds, Function<World, @Nullable Map<String, String>> names) {
    Map<Integer, List<String>> bySize = new TreeMap<>();
    for (World world : worlds) {
      List<String> found = differences(world, world.at(asOf), names.apply(world));
      if (!found.isEmpty()) {
        bySize
            .computeIfAbsent(world.deeds().size(), key -> new ArrayList<>())
            .add(world.name() + " on " + asOf + ": " + found);
      }
    }
    return bySize.values().stream().flatMap(List::stream).toList();
  }

  /** What differs in one world; {@code names} null where only the partition is compared. */
  public List<String> differences(
      World world, Reference reference, @Nullable Map<String, String> names) {
    List<String> found = new ArrayList<>();
    Map<String, String> toOwner = new HashMap<>();
    Map<String, String> toOneId = new HashMap<>();
    for (Deed deed : world.deeds()) {
      if (!deed.arrives().isAfter(asOf) && !deed.day().isAfter(asOf)) {
        String who = deed.name() + "@" + deed.time();
        Optional<String> owner = reference.owner(deed);
        same(found, "event " + who, owner, events.get(deed.key()), names, toOwner, toOneId);
        for (Id id : deed.ids()) {
          String what = id + "@" + deed.time();
          List<LakeUnderTest.Ownership> rows = at(id, deed.time());
          if (rows.size() != 1) {
            found.add(what + " is in " + rows.size() + " intervals");
          } else {
            Optional<String> expected = reference.owner(id, deed.day(), deed.time());
            String actual = rows.get(0).oneId();
            same(found, what, expected, actual, names, toOwner, toOneId);
          }
        }
      }
    }
    List<String> expected =
        reference.links().entrySet().stream().map(Agreement::plain).sorted().toList();
    List<String> actual = links.getOrDefault(world.name(), List.of());
    List<String> missing = without(expected, actual);
    List<String> surplus = without(actual, expected);
    if (!missing.isEmpty() || !surplus.isEmpty()) {
      found.add("links: missing " + missing + ", surplus " + surplus);
    }
    return found;
  }

  private void same(
      List<String> found,
      String what,
      Optional<String> owner,
      @Nullable String oneId,
      @Nullable Map<String, String> names,
      Map<String, String> toOwner,
      Map<String, String> toOneId) {
    if (owner.isEmpty() || oneId == null) {
      if (owner.isPresent() || oneId != null) {
        found.add(what + " of " + owner + " has " + oneId);
      }
      return;
    }
    String known = toOneId.putIfAbsent(owner.get(), oneId);
    String knownOwner = toOwner.putIfAbsent(oneId, owner.get());
    boolean apart = known != null && !known.equals(oneId);
    boolean together = knownOwner != null && !knownOwner.equals(owner.get());
    if (apart || together) {
      found.add(what + " of " + owner.get() + (apart ? " is split off" : " is with " + knownOwner));
    } else if (names != null && !oneId.equals(names.get(owner.get()))) {
      found.add(
          what + " of " + owner.get() + " is named " + oneId + " not " + names.get(owner.get()));
    }
  }

  private List<LakeUnderTest.Ownership> at(Id id, Instant time) {
    return map.getOrDefault(id, List.of()).stream().filter(row -> row.holds(time)).toList();
  }

  /** A link without numbers of lives, which are the engine's own affair. */
  private static String plain(Map.Entry<String, String> link) {
    String ends = link.getKey().replaceAll("#[0-9]+", "");
    int middle = ends.indexOf('|');
    String words = link.getValue();
    int rule = words.indexOf(' ');
    int kinds = words.lastIndexOf(' ');
    return LakeUnderTest.text(
        Id.of(ends.substring(0, middle)),
        Id.of(ends.substring(middle + 1)),
        words.substring(0, rule),
        words.substring(rule + 1, kinds),
        words.substring(kinds + 1));
  }

  private static List<String> without(List<String> all, List<String> taken) {
    List<String> rest = new ArrayList<>(all);
    taken.forEach(rest::remove);
    Collections.sort(rest);
    return rest;
  }

  /** What must hold whatever the reference says: read from the tables alone. */
  public void assertInvariants(Rules rules) {
    Map<String, Map<String, Integer>> counts = new HashMap<>();
    map.values()
        .forEach(
            rows -> {
              for (int i = 1; i < rows.size(); i++) {
                Instant end = rows.get(i - 1).to();
                assertThat(end).as("end of " + rows.get(i - 1)).isNotNull();
                assertThat(Objects.requireNonNull(end))
                    .as("turns of " + rows.get(i).id())
                    .isBeforeOrEqualTo(rows.get(i).from());
              }
              rows.stream()
                  .filter(row -> row.standing().equals("active"))
                  .forEach(
                      row ->
                          counts
                              .computeIfAbsent(String.valueOf(row.oneId()), key -> new TreeMap<>())
                              .merge(rules.limit(row.id()), 1, Integer::sum));
            });
    counts.forEach(
        (person, nodes) -> {
          assertThat(nodes.values().stream().mapToInt(Integer::intValue).sum())
              .as("nodes of " + person)
              .isLessThanOrEqualTo(rules.identity().maxNodesPerPerson());
          nodes.forEach(
              (limit, count) ->
                  assertThat(count)
                      .as(limit + " of " + person)
                      .isLessThanOrEqualTo(
                          rules
                              .type(new Id(limit.replaceFirst("@.*", ""), "", ""))
                              .maxPerPerson()));
        });
  }

  static LocalDate day(Instant time) {
    return time.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
