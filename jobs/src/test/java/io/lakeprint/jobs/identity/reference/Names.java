package io.lakeprint.jobs.identity.reference;

import io.lakeprint.common.ids.OneIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Names of people, run after run: an id stays with its member, else its founder, else most of its
 * nodes; the member's id survives a merge, else the oldest; a part without one revives an id that
 * one of its nodes founded; a new id derives from the node seen first. For nodes of one life.
 */
public final class Names {

  private record Born(String oneId, Life founder, Instant createdAt) {}

  private record Part(Born id, Set<Life> person, boolean member, boolean founder, int weight) {
    long smallest(Map<Life, String> before) {
      return person.stream()
          .filter(life -> id.oneId().equals(before.get(life)))
          .mapToLong(Nodes::node)
          .min()
          .orElseThrow();
    }
  }

  private final Rules rules;
  private final Map<String, Born> born = new TreeMap<>();
  private Map<Life, String> before = new HashMap<>();

  public Names(Rules rules) {
    this.rules = rules;
  }

  /** Names of this run, by the owner that {@link Reference#owner} tells. */
  public Map<String, String> next(Reference reference) {
    List<Set<Life>> people = reference.people();
    Map<Set<Life>, Born> names = kept(people);
    Set<String> alive = new HashSet<>();
    names.values().forEach(name -> alive.add(name.oneId()));
    for (Set<Life> person : people) {
      if (!names.containsKey(person)) {
        born.values().stream()
            .filter(id -> !alive.contains(id.oneId()) && person.contains(id.founder()))
            .min(Comparator.comparing(Born::createdAt).thenComparing(Born::oneId))
            .ifPresent(id -> names.put(person, id));
      }
    }
    List<Born> created = new ArrayList<>();
    for (Set<Life> person : people) {
      if (!names.containsKey(person)) {
        Born id = create(person, reference);
        created.add(id);
        names.put(person, id);
      }
    }
    created.forEach(id -> born.put(id.oneId(), id));
    before = new HashMap<>();
    Map<String, String> byOwner = new TreeMap<>();
    names.forEach(
        (person, id) -> {
          person.forEach(life -> before.put(life, id.oneId()));
          byOwner.put(new java.util.TreeSet<>(person).first().toString(), id.oneId());
        });
    for (Life life : reference.nodes()) {
      byOwner.put("profile of " + life, OneIds.ofFounder(Nodes.node(life), -1));
    }
    return byOwner;
  }

  private Map<Set<Life>, Born> kept(List<Set<Life>> people) {
    Map<String, List<Part>> parts = new TreeMap<>();
    for (Set<Life> person : people) {
      Map<String, List<Life>> nodes = new TreeMap<>();
      for (Life life : person) {
        String name = before.get(life);
        if (name != null) {
          nodes.computeIfAbsent(name, key -> new ArrayList<>()).add(life);
        }
      }
      nodes.forEach(
          (name, lives) -> {
            Born id = Objects.requireNonNull(born.get(name));
            parts
                .computeIfAbsent(name, key -> new ArrayList<>())
                .add(
                    new Part(
                        id,
                        person,
                        lives.stream().anyMatch(life -> rules.isPrincipal(life.id())),
                        lives.contains(id.founder()),
                        lives.stream().mapToInt(life -> rules.weight(life.id())).sum()));
          });
    }
    Comparator<Part> staysFirst =
        Comparator.comparing(Part::member, Comparator.reverseOrder())
            .thenComparing(Part::founder, Comparator.reverseOrder())
            .thenComparing(Part::weight, Comparator.reverseOrder())
            .thenComparing(part -> part.smallest(before));
    Map<Set<Life>, List<Part>> candidates = new HashMap<>();
    Set<String> members = new HashSet<>();
    parts.forEach(
        (name, all) -> {
          all.stream()
              .min(staysFirst)
              .ifPresent(
                  part ->
                      candidates
                          .computeIfAbsent(part.person(), key -> new ArrayList<>())
                          .add(part));
          if (all.stream().anyMatch(Part::member)) {
            members.add(name);
          }
        });
    Comparator<Born> survives =
        Comparator.comparing((Born id) -> !members.contains(id.oneId()))
            .thenComparing(Born::createdAt)
            .thenComparing(Born::oneId);
    Map<Set<Life>, Born> kept = new HashMap<>();
    candidates.forEach(
        (person, all) -> kept.put(person, all.stream().map(Part::id).min(survives).orElseThrow()));
    return kept;
  }

  private Born create(Set<Life> person, Reference reference) {
    Life founder =
        person.stream()
            .min(
                Comparator.comparing(reference::firstSeen)
                    .thenComparing(life -> rules.type(life.id()).priority())
                    .thenComparing(Nodes::node))
            .orElseThrow();
    long generation = born.values().stream().filter(id -> id.founder().equals(founder)).count();
    return new Born(
        OneIds.ofFounder(Nodes.node(founder), generation), founder, reference.firstSeen(founder));
  }
}
