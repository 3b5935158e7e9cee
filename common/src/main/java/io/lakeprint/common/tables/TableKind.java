package io.lakeprint.common.tables;

/** What a table owes to its inputs. */
public enum TableKind {
  /** The accepted input itself: cannot be derived from anything else in the lake. */
  SOURCE,
  /** A pure function of events, configuration and as-of: a full rebuild must equal it. */
  STATE,
  /** Written once and never rebuilt; replaying it gives the state. */
  JOURNAL,
  /** Grows with every run. */
  OPS
}
