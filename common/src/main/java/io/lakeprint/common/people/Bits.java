package io.lakeprint.common.people;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;

/** Which of many conditions hold, by number, {@value #WORD} of them in a word. */
final class Bits {

  private static final int WORD = 64;

  private Bits() {}

  /** How many words so many conditions take. */
  static int words(int conditions) {
    return (conditions + WORD - 1) / WORD;
  }

  /** The words of a row; a condition is never null. */
  static List<Column> of(List<Column> conditions) {
    Column[] words = new Column[words(conditions.size())];
    Arrays.fill(words, lit(0L));
    for (int number = 0; number < conditions.size(); number++) {
      Column bit = when(conditions.get(number), lit(1L << number)).otherwise(lit(0L));
      words[number / WORD] = words[number / WORD].bitwiseOR(bit);
    }
    return List.of(words);
  }

  /** Whether a condition holds. */
  static boolean has(long[] words, int condition) {
    return (words[condition / WORD] >>> condition & 1) != 0;
  }

  /** Notes that a condition holds. */
  static void set(long[] words, int condition) {
    words[condition / WORD] |= 1L << condition;
  }
}
