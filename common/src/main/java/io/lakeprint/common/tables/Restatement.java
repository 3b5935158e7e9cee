package io.lakeprint.common.tables;

/** What a merge or split of persons does to rows already written. */
public enum Restatement {
  /** Rows follow their person: they are restated under the current id. */
  FOLLOWS,
  /** Rows stay as they were said at the time, with the anchor node kept beside the person. */
  AS_WAS,
  /** Rows name no person. */
  NONE
}
