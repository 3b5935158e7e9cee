package io.lakeprint.common.people;

import io.lakeprint.common.definitions.Behaviour.Counted;
import io.lakeprint.common.definitions.ObservedDays;
import io.lakeprint.common.tables.Types;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Counts in memory what one person did, from rows with the marks of {@link DeedMarks}, in any
 * order. It tells what {@link DeedsTransform} tells, under the same names, and when the calendar
 * alone next changes it.
 */
public final class DeedTally implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Days on which rows about a subject count, in days since 1970. */
  record Asked(int subject, int first, int last) implements Serializable {
    private static final long serialVersionUID = 1L;

    static Asked of(int subject, ObservedDays days) {
      return new Asked(
          subject,
          days.first().map(day -> Math.toIntExact(day.toEpochDay())).orElse(Integer.MIN_VALUE),
          Math.toIntExact(days.last().toEpochDay()));
    }

    private boolean holds(Entry entry) {
      return first <= entry.day && entry.day <= last;
    }
  }

  /**
   * How often, or on how many days.
   *
   * @param column name of the value
   * @param asked which rows
   * @param counted events or days
   * @param knowsOrders whether the events of an order count once a day
   */
  record Count(String column, Asked asked, Counted counted, boolean knowsOrders)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** A row that is about something. */
  public static final class Entry {
    private final int day;
    private final long times;
    private final long at;
    private final @Nullable String order;
    private final long[] marks;

    /**
     * @param day days since 1970
     * @param times how many events it stands for
     * @param at of an event, microseconds since 1970
     * @param order of an event, as {@link DeedMarks#order} tells it; of other rows nobody looks
     * @param marks as {@link DeedMarks#marks} tells them; not to be changed any more
     */
    public Entry(int day, long times, long at, @Nullable String order, long[] marks) {
      this.day = day;
      this.times = times;
      this.at = at;
      this.order = order;
      this.marks = marks;
    }
  }

  /** What is known of a person so far. */
  public static final class Entries {
    private final List<List<Entry>> bySubject = new ArrayList<>();
    private final List<Entry> followed = new ArrayList<>();

    private Entries(int subjects) {
      for (int subject = 0; subject < subjects; subject++) {
        bySubject.add(new ArrayList<>());
      }
    }
  }

  private final List<Count> counts;
  private final List<Asked> steps;
  private final List<Sequence> sequences;
  private final List<int[]> turns;
  private final int asOf;

  /**
   * @param counts what is counted
   * @param steps of the sequences, by number
   * @param sequences what is followed
   * @param turns by subject and age in days of a row, see {@link Turns#byAge}
   * @param asOf days since 1970
   */
  DeedTally(
      List<Count> counts,
      List<Asked> steps,
      List<Sequence> sequences,
      List<List<Integer>> turns,
      int asOf) {
    this.counts = new ArrayList<>(counts);
    this.steps = new ArrayList<>(steps);
    this.sequences = new ArrayList<>(sequences);
    this.turns = new ArrayList<>();
    turns.forEach(of -> this.turns.add(of.stream().mapToInt(Integer::intValue).toArray()));
    this.asOf = asOf;
  }

  /** The schema with a column for each value behind the others. */
  public StructType told(StructType schema) {
    StructType told = schema;
    for (Count count : counts) {
      told = told.add(count.column(), Types.LONG);
    }
    return sequences.isEmpty()
        ? told
        : told.add(
            DeedAggregation.SEQUENCES, DataTypes.createArrayType(DataTypes.BooleanType, false));
  }

  /** Nothing yet. */
  public Entries start() {
    return new Entries(turns.size());
  }

  /** Takes in a row. */
  public void add(Entries all, Entry entry) {
    for (int subject = 0; subject < turns.size(); subject++) {
      if (Bits.has(entry.marks, subject)) {
        all.bySubject.get(subject).add(entry);
      }
    }
    for (Asked step : steps) {
      if (Bits.has(entry.marks, step.subject())) {
        all.followed.add(entry);
        return;
      }
    }
  }

  /** The values, in the order of {@link #told}. */
  public List<Object> values(Entries all) {
    List<Object> values = new ArrayList<>(counts.size() + 1);
    for (Count count : counts) {
      List<Entry> entries = all.bySubject.get(count.asked().subject());
      values.add(count.counted() == Counted.DAYS ? days(entries, count) : times(entries, count));
    }
    if (!sequences.isEmpty()) {
      values.add(done(all.followed));
    }
    return values;
  }

  /**
   * The day on which the calendar alone may next change a value, in days since 1970, never later
   * than the change; the largest number = never.
   */
  public int nextChange(Entries all) {
    int next = Integer.MAX_VALUE;
    for (int subject = 0; subject < turns.size(); subject++) {
      int[] byAge = turns.get(subject);
      for (Entry entry : all.bySubject.get(subject)) {
        int age = asOf - entry.day;
        if (age < byAge.length && byAge[age] != 0) {
          next = Math.min(next, asOf + byAge[age]);
        }
      }
    }
    return next;
  }

  private static long times(List<Entry> entries, Count count) {
    long times = 0;
    Set<Map.Entry<Integer, String>> orders = new HashSet<>();
    for (Entry entry : entries) {
      if (count.asked().holds(entry)) {
        if (count.knowsOrders() && entry.order != null) {
          times += orders.add(Map.entry(entry.day, entry.order)) ? 1 : 0;
        } else {
          times += entry.times;
        }
      }
    }
    return times;
  }

  private static long days(List<Entry> entries, Count count) {
    return entries.stream()
        .filter(count.asked()::holds)
        .mapToInt(entry -> entry.day)
        .distinct()
        .count();
  }

  private Boolean[] done(List<Entry> followed) {
    Boolean[] done = new Boolean[sequences.size()];
    if (followed.isEmpty()) {
      Arrays.fill(done, false);
      return done;
    }
    long[] times = new long[followed.size()];
    long[][] masks = new long[followed.size()][Bits.words(steps.size())];
    for (int i = 0; i < times.length; i++) {
      Entry entry = followed.get(i);
      times[i] = entry.at;
      for (int step = 0; step < steps.size(); step++) {
        if (steps.get(step).holds(entry) && Bits.has(entry.marks, steps.get(step).subject())) {
          Bits.set(masks[i], step);
        }
      }
    }
    Sequence.Log log = Sequence.Log.of(times, masks);
    Arrays.setAll(done, i -> sequences.get(i).isIn(log));
    return done;
  }
}
