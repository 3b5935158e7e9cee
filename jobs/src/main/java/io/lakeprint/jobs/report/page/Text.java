package io.lakeprint.jobs.report.page;

/**
 * Words in both languages of the page.
 *
 * @param zh Chinese
 * @param en English
 */
public record Text(String zh, String en) {

  public static Text of(String zh, String en) {
    return new Text(zh, en);
  }

  /** A name that is the same in both languages. */
  public static Text same(String name) {
    return new Text(name, name);
  }

  /** The words, and behind them a name that is the same in both languages. */
  public Text and(String name) {
    return new Text(zh + " · " + name, en + " · " + name);
  }

  /** A sentence, and the next one. */
  public Text then(Text next) {
    return new Text(zh + next.zh, en + " " + next.en);
  }

  /** The words, and behind them others. */
  public Text and(Text more) {
    return new Text(zh + " · " + more.zh, en + " · " + more.en);
  }
}
