package io.lakeprint.jobs.ingest.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where each column of a file goes: to a field asked for, or to the rest under its own name. */
final class Columns {
  private final List<String> names;
  private final int[] fieldOf;

  private Columns(List<String> names, int[] fieldOf) {
    this.names = names;
    this.fieldOf = fieldOf;
  }

  /** Fields whose path is no column stay null. */
  static Columns of(List<String> names, List<FieldSpec> fields) {
    Map<String, Integer> byPath = new HashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      byPath.put(fields.get(i).path(), i);
    }
    int[] fieldOf = new int[names.size()];
    Arrays.setAll(fieldOf, i -> byPath.getOrDefault(names.get(i), -1));
    return new Columns(List.copyOf(names), fieldOf);
  }

  /** The columns of a header; refuses one that names a column twice or lacks one asked for. */
  static Columns ofHeader(List<String> header, List<FieldSpec> fields) throws BadRecord {
    List<String> names = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    Set<String> twice = new LinkedHashSet<>();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i).isEmpty() ? "_c" + (i + 1) : header.get(i);
      names.add(name);
      if (!seen.add(name)) {
        twice.add(name);
      }
    }
    if (!twice.isEmpty()) {
      throw new BadRecord(
          ProblemCodes.DUPLICATE_HEADER, "the header names twice: " + String.join(", ", twice));
    }
    List<String> missing =
        fields.stream().map(FieldSpec::path).filter(path -> !seen.contains(path)).toList();
    if (!missing.isEmpty()) {
      throw new BadRecord(
          ProblemCodes.MISSING_COLUMN, "the header lacks: " + String.join(", ", missing));
    }
    return of(names, fields);
  }

  int size() {
    return names.size();
  }

  boolean has(String name) {
    return names.contains(name);
  }

  /** Whether the value of that column goes anywhere. */
  boolean wants(int column, Draft draft) {
    return fieldOf[column] >= 0 || draft.withRest();
  }

  void put(int column, @Nullable String value, Draft draft) {
    if (fieldOf[column] >= 0) {
      draft.field(fieldOf[column], value);
    } else if (value != null && draft.withRest()) {
      draft.rest(names.get(column), value);
    }
  }

  BadRecord wrongCount(int count) {
    return BadRecord.of("the record has " + count + " columns, expected " + names.size());
  }
}
