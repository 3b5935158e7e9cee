package io.lakeprint.jobs.identity.reference;

import io.lakeprint.jobs.identity.reference.Turns.Saying;
import io.lakeprint.jobs.identity.reference.Turns.Signal;
import io.lakeprint.jobs.identity.reference.Turns.Turn;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who is who, from all events of a world and the operators' words. Cost does not matter, plainness
 * does: each step is a ruling.
 */
public final class Reference {

  /** Evidence of one day. */
  private record Sighting(Pair pair, String kind, LocalDate day) {}

  private static final class Span {
    Instant first = Instant.MAX;
    Instant last = Instant.MIN;
    long count;

    void add(Instant time) {
      first = time.isBefore(first) ? time : first;
      last = time.isAfter(last) ? time : last;
      count++;
    }
  }

  private final Rules rules;
  private final List<Deed> deeds;
  private final List<Word> words;
  private final Lives lives;
  private final Set<Life> blocked = new TreeSet<>();
  private final Map<Life, Turns> turns = new TreeMap<>();
  private final Map<Pair, Link> links = new HashMap<>();
  private final Map<Life, TreeSet<Life>> people = new TreeMap<>();

  public Reference(Rules rules, List<Deed> deeds, List<Word> words) {
    this.rules = rules;
    this.deeds = deeds;
    this.words = words;
    this.lives = new Lives(deeds, rules);
    blocked.addAll(new Crowds(rules, lives, words).blocked(deeds));
    findOwners();
    gatherLinks();
    gate();
    unite();
  }

  // ---- what came out ---------------------------------------------------------------------------

  /** Every node. */
  public List<Life> nodes() {
    return lives.all();
  }

  public boolean hasManyLives() {
    return nodes().stream().anyMatch(life -> life.number() > 0);
  }

  Instant firstSeen(Life life) {
    return lives.firstSeen(life);
  }

  /** {@code active}, {@code multi-owner} or {@code blocked}. */
  public String standing(Life life) {
    return blocked.contains(life) ? "blocked" : turns.containsKey(life) ? "multi-owner" : "active";
  }

  /** Groups of nodes of one person each; only nodes that take part in unions. */
  public List<Set<Life>> people() {
    return people.values().stream().distinct().map(person -> (Set<Life>) person).toList();
  }

  /**
   * Who owns a value at a time: the smallest node of the person, {@code profile of …} for a device
   * outside every hold, or empty for nobody.
   */
  public Optional<String> owner(Id id, LocalDate day, Instant time) {
    return owner(lives.of(id, day), time);
  }

  private Optional<String> owner(Life life, Instant time) {
    if (blocked.contains(life)) {
      return Optional.empty();
    }
    Turns inTurn = turns.get(life);
    if (inTurn == null) {
      return Optional.of(person(life));
    }
    Life owner = inTurn.at(time);
    if (owner != null) {
      return Optional.of(person(owner));
    }
    return rules.isHeld(life.id()) ? Optional.of("profile of " + life) : Optional.empty();
  }

  private String person(Life life) {
    return Objects.requireNonNull(people.get(life), life.toString()).first().toString();
  }

  /** Whose an event is: of its first identifier that is not blocked. */
  public Optional<String> owner(Deed deed) {
    return start(deed).flatMap(id -> owner(id, deed.day(), deed.time()));
  }

  /** {@code STATE rule kinds} by pair. */
  public Map<String, String> links() {
    Map<String, String> text = new TreeMap<>();
    links.values().forEach(link -> text.put(link.pair.toString(), link.toString()));
    return text;
  }

  // ---- rulings ---------------------------------------------------------------------------------

  /** Rulings 2 and 3: verifications, and nodes that have owners in turn. */
  private void findOwners() {
    Map<Life, List<Signal>> signals = new TreeMap<>();
    for (Deed deed : deeds) {
      Life principal = principal(deed);
      for (Id id : deed.ids()) {
        Saying saying = rules.isPrincipal(id) ? null : saying(deed, id, principal);
        boolean proof = saying == Saying.VERIFY;
        if (saying != null
            && !(proof
                && Word.areVoid(words, id, Objects.requireNonNull(principal).id(), deed.day()))) {
          signals
              .computeIfAbsent(lives.of(id, deed), key -> new ArrayList<>())
              .add(new Signal(deed.time(), saying, principal));
        }
      }
    }
    letChildrenGoWithTheirParents(signals);
    Comparator<Signal> order =
        Comparator.comparing(Signal::at)
            .thenComparing(Signal::saying)
            .thenComparing(
                Signal::principal, Comparator.nullsFirst(Comparator.comparingLong(Nodes::node)));
    signals.forEach(
        (life, said) -> {
          said.sort(order);
          Turns inTurn =
              new Turns(
                  said,
                  rules.isHeld(life.id()),
                  rules.identity().hold(),
                  rules.identity().nextLoginWithin());
          if (!inTurn.turns().isEmpty() && !blocked.contains(life)) {
            turns.put(life, inTurn);
          }
        });
  }

  private @Nullable Saying saying(Deed deed, Id id, @Nullable Life principal) {
    if (rules.isUnbind(deed)) {
      return rules.identity().evidence().unbindTypes().contains(id.type()) ? Saying.UNBIND : null;
    } else if (rules.isLogout(deed)) {
      return Saying.LOGOUT;
    } else if (principal == null) {
      return null;
    }
    return rules.isLogin(deed) || rules.isBind(deed) ? Saying.VERIFY : Saying.SEEN;
  }

  /** Ruling 7. */
  private void letChildrenGoWithTheirParents(Map<Life, List<Signal>> signals) {
    Map<Life, Set<Life>> children = new TreeMap<>();
    for (Deed deed : deeds) {
      if (!rules.isUnbind(deed)) {
        for (Id child : deed.ids()) {
          for (Id parent : deed.ids()) {
            if (parent.type().equals(rules.type(child).parent())) {
              children
                  .computeIfAbsent(lives.of(parent, deed), key -> new TreeSet<>())
                  .add(lives.of(child, deed));
            }
          }
        }
      }
    }
    children.forEach(
        (parent, all) ->
            List.copyOf(signals.getOrDefault(parent, List.of())).stream()
                .filter(signal -> signal.saying() == Saying.UNBIND)
                .forEach(
                    signal ->
                        all.forEach(
                            child ->
                                signals
                                    .computeIfAbsent(child, key -> new ArrayList<>())
                                    .add(signal))));
  }

  private @Nullable Life principal(Deed deed) {
    return deed.ids().stream()
        .filter(rules::isPrincipal)
        .findFirst()
        .map(id -> lives.of(id, deed))
        .orElse(null);
  }

  /** The anchor, or where it is blocked the next identifier. */
  private Optional<Id> start(Deed deed) {
    return deed.ids().stream().filter(id -> !blocked.contains(lives.of(id, deed))).findFirst();
  }

  /** Rulings 2 and 4. */
  private void gatherLinks() {
    Map<Sighting, Span> sightings = new HashMap<>();
    for (Deed deed : deeds) {
      if (rules.isUnbind(deed) || deed.ids().isEmpty()) {
        continue;
      }
      // What was seen with a blocked anchor is told too: its standing keeps it from joining.
      Set<Set<Id>> pairs = new HashSet<>(rules.pairs(deed, deed.ids().get(0)));
      start(deed).ifPresent(start -> pairs.addAll(rules.pairs(deed, start)));
      for (Set<Id> pair : pairs) {
        List<Id> ends = List.copyOf(pair);
        Id one = ends.get(0);
        Id other = ends.get(1);
        if (!Word.areVoid(words, one, other, deed.day())) {
          sightings
              .computeIfAbsent(
                  new Sighting(
                      Pair.of(lives.of(one, deed), lives.of(other, deed)),
                      rules.kind(deed, one, other),
                      deed.day()),
                  key -> new Span())
              .add(deed.time());
        }
      }
    }
    sightings.forEach(
        (sighting, span) -> {
          add(sighting.pair(), sighting, span);
          countForOwner(sighting, span, sighting.pair().a(), sighting.pair().b());
          countForOwner(sighting, span, sighting.pair().b(), sighting.pair().a());
        });
    for (Word word : words) {
      if (word.kind().equals("MUST_LINK")) {
        mustLink(word);
      }
    }
  }

  private void add(Pair pair, Sighting sighting, Span span) {
    links
        .computeIfAbsent(pair, Link::new)
        .add(sighting.kind(), sighting.day(), span.first, span.last, span.count);
  }

  private void countForOwner(Sighting sighting, Span span, Life shared, Life other) {
    Turns inTurn = turns.get(shared);
    if (inTurn == null || turns.containsKey(other) || rules.isPrincipal(other.id())) {
      return;
    }
    inTurn.turns().stream()
        .filter(turn -> turn.holds(span.first) && turn.holds(span.last))
        .map(Turn::owner)
        .filter(Objects::nonNull)
        .filter(owner -> !Word.areVoid(words, other.id(), owner.id(), sighting.day()))
        .findFirst()
        .ifPresent(owner -> add(Pair.of(other, owner), sighting, span));
  }

  private void mustLink(Word word) {
    List<Life> a = lives.all(word.a());
    List<Life> b = lives.all(Objects.requireNonNull(word.b()));
    for (Life one : a) {
      for (Life other : b) {
        links
            .computeIfAbsent(Pair.of(one, other), Link::new)
            .addOperator(word.on().atStartOfDay(ZoneOffset.UTC).toInstant());
      }
    }
  }

  /** Gates: minimum of evidence, and nodes that join nothing. */
  private void gate() {
    for (Link link : links.values()) {
      Set<String> standings =
          Set.of(link.pair.a(), link.pair.b()).stream()
              .map(this::standing)
              .filter(standing -> !standing.equals("active"))
              .collect(Collectors.toCollection(TreeSet::new));
      if (!standings.isEmpty()) {
        link.judge("SUPPRESSED", String.join(" or ", standings));
      } else if (link.kinds.equals(Set.of("co_seen"))
          && link.days.size() < rules.identity().minDays()) {
        link.judge("WEAK", "min-days");
      }
    }
  }

  /** Ruling 6: one link after the other, each unless it would break something. */
  private void unite() {
    for (Life life : nodes()) {
      if (standing(life).equals("active")) {
        people.put(life, new TreeSet<>(Set.of(life)));
      }
    }
    links.values().stream()
        .filter(link -> link.state.equals("ACTIVE"))
        .sorted(Link.ORDER)
        .forEach(
            link -> {
              TreeSet<Life> a = Objects.requireNonNull(people.get(link.pair.a()));
              TreeSet<Life> b = Objects.requireNonNull(people.get(link.pair.b()));
              if (!a.contains(link.pair.b())) {
                Optional<String> broken = broken(a, b);
                if (broken.isEmpty()) {
                  a.addAll(b);
                  b.forEach(life -> people.put(life, a));
                } else {
                  link.judge("SUPPRESSED", broken.get());
                }
              }
            });
  }

  /** What would not hold if two groups were one person. */
  public Optional<String> broken(Set<Life> one, Set<Life> other) {
    for (Word word : words) {
      if (word.kind().equals("CANNOT_LINK")
          && ((has(one, word.a()) && has(other, word.b()))
              || (has(other, word.a()) && has(one, word.b())))) {
        return Optional.of("cannot-link");
      }
    }
    Map<String, Integer> counts = new TreeMap<>();
    for (Set<Life> part : List.of(one, other)) {
      part.forEach(life -> counts.merge(rules.limit(life.id()), 1, Integer::sum));
    }
    for (Map.Entry<String, Integer> count : counts.entrySet()) {
      String type = count.getKey().replaceFirst("@.*", "");
      int max = rules.type(new Id(type, "", "")).maxPerPerson();
      if (count.getValue() > max) {
        return Optional.of("limit:" + count.getKey());
      }
    }
    return one.size() + other.size() > rules.identity().maxNodesPerPerson()
        ? Optional.of("limit:nodes")
        : Optional.empty();
  }

  private static boolean has(Set<Life> person, @Nullable Id id) {
    return person.stream().anyMatch(life -> life.id().equals(id));
  }
}
