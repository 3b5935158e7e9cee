package io.lakeprint.jobs.ingest.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Where each column of a file goes: to a field asked for, or to the rest under its own name. */
final class Columns {
  private final List<String> names;

  /** Fields that each column goes to. */
  private final int[][] fieldsOf;

  private Columns(List<String> names, int[][] fieldsOf) {
    this.names = names;
    this.fieldsOf = fieldsOf;
  }

  /** Fields whose path is no column stay null. */
  static Columns of(List<String> names, List<FieldSpec> fields) {
    int[][] fieldsOf = new int[names.size()][];
    Arrays.setAll(
        fieldsOf,
        column ->
            IntStream.range(0, fields.size())
                .filter(i -> fields.get(i).path().equals(names.get(column)))
                .toArray());
    return new Columns(List.copyOf(names), fieldsOf);
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
        fields.stream()
            .filter(field -> !field.optional() && !seen.contains(field.path()))
            .map(FieldSpec::path)
            .toList();
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
    return fieldsOf[column].length > 0 || draft.withRest();
  }

  void put(int column, @Nullable String value, Draft draft) {
    for (int field : fieldsOf[column]) {
      draft.field(field, value);
    }
    if (fieldsOf[column].length == 0 && value != null && draft.withRest()) {
      draft.rest(names.get(column), value);
    }
  }

  BadRecord wrongCount(int count) {
    return BadRecord.of("the record has " + count + " columns, expected " + names.size());
  }
}
