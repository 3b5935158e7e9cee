package io.lakeprint.jobs.behaviour.functions.udf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of one group while they are gathered, and what the call asks for, which is the same in
 * every row. A bean, because Spark writes it between stages.
 */
public final class SequenceBuffer {

  private static final int WIDTH = 2;

  private int conditions;
  private long number;
  private String text = "";
  private String word = "";
  private int used;
  private long[] longs = {};
  private List<String> values = new ArrayList<>();

  /** For Spark. */
  public SequenceBuffer() {}

  void ask(long askedNumber, String askedText, String askedWord) {
    number = askedNumber;
    text = askedText;
    word = askedWord;
  }

  void add(long time, long mask, int conditionCount) {
    if (longs.length < used + WIDTH) {
      longs = Arrays.copyOf(longs, Math.max(16, longs.length * 2));
    }
    longs[used] = time;
    longs[used + 1] = mask;
    used += WIDTH;
    conditions = Math.max(conditions, conditionCount);
  }

  void add(String value) {
    values.add(value);
  }

  SequenceBuffer addAll(SequenceBuffer other) {
    for (int at = 0; at < other.used; at += WIDTH) {
      add(other.longs[at], other.longs[at + 1], other.conditions);
    }
    values.addAll(other.values);
    if (other.conditions > 0) {
      conditions = Math.max(conditions, other.conditions);
      ask(other.number, other.text, other.word);
    }
    return this;
  }

  int rows() {
    return used / WIDTH;
  }

  long[] column(int column) {
    long[] picked = new long[rows()];
    for (int row = 0; row < picked.length; row++) {
      picked[row] = longs[row * WIDTH + column];
    }
    return picked;
  }

  /** Number of conditions of the call. */
  public int getConditions() {
    return conditions;
  }

  public void setConditions(int conditions) {
    this.conditions = conditions;
  }

  /** The window of the call. */
  public long getNumber() {
    return number;
  }

  public void setNumber(long number) {
    this.number = number;
  }

  /** The mode, pattern or direction of the call. */
  public String getText() {
    return text;
  }

  public void setText(String text) {
    this.text = text;
  }

  /** The base of the call. */
  public String getWord() {
    return word;
  }

  public void setWord(String word) {
    this.word = word;
  }

  /** Times and masks in turn, as long as they are used. */
  public long[] getLongs() {
    return Arrays.copyOf(longs, used);
  }

  public void setLongs(long[] longs) {
    this.longs = longs;
    this.used = longs.length;
  }

  /** The value of each row, where the call has values. */
  public List<String> getValues() {
    return values;
  }

  public void setValues(List<String> values) {
    this.values = new ArrayList<>(values);
  }
}
