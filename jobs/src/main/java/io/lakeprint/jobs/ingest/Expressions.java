package io.lakeprint.jobs.ingest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SQL texts of a source: which columns they name, and in which order they can be computed.
 *
 * @param let intermediate columns
 * @param select event columns
 */
record Expressions(Map<String, String> let, Map<String, String> select) {

  /** String literals, quoted names and bare names; a literal names nothing. */
  private static final Pattern TOKEN =
      Pattern.compile("'(?:[^'\\\\]|\\\\.|'')*'|`([^`]+)`|([\\p{L}_$][\\p{L}\\p{N}_$]*)");

  /** Intermediate columns, each after those it uses. */
  Map<String, String> ordered() {
    Map<String, String> waiting = new TreeMap<>(let);
    Map<String, String> ordered = new LinkedHashMap<>();
    while (!waiting.isEmpty()) {
      Map<String, String> ready = new TreeMap<>();
      waiting.forEach(
          (name, text) -> {
            Set<String> open = names(text);
            open.retainAll(waiting.keySet());
            open.remove(name);
            if (open.isEmpty()) {
              ready.put(name, text);
            }
          });
      if (ready.isEmpty()) {
        throw new IllegalArgumentException(
            "let: " + waiting.keySet() + " use each other in a circle");
      }
      ordered.putAll(ready);
      waiting.keySet().removeAll(ready.keySet());
    }
    return ordered;
  }

  /** Every name that some expression uses. */
  Set<String> used() {
    Set<String> used = new HashSet<>();
    let.values().forEach(text -> used.addAll(names(text)));
    select.values().forEach(text -> used.addAll(names(text)));
    return used;
  }

  /** The expressions that {@code columns} of the select need, and no others. */
  Expressions only(Set<String> columns) {
    Map<String, String> kept = new TreeMap<>(select);
    kept.keySet().retainAll(columns);
    Set<String> needed = new HashSet<>();
    List<String> open = new ArrayList<>(kept.values());
    while (!open.isEmpty()) {
      for (String name : names(open.remove(open.size() - 1))) {
        if (let.containsKey(name) && needed.add(name)) {
          open.add(let.get(name));
        }
      }
    }
    Map<String, String> keptLet = new TreeMap<>(let);
    keptLet.keySet().retainAll(needed);
    return new Expressions(keptLet, kept);
  }

  private static Set<String> names(String text) {
    Set<String> names = new HashSet<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1) != null) {
        names.add(matcher.group(1));
      } else if (matcher.group(2) != null) {
        names.add(matcher.group(2));
      }
    }
    return names;
  }
}
