package io.lakeprint.common.tables;

/** How close a column's value is to a person; orders masking, export and erasure. */
public enum Privacy {
  /** Says nothing about anybody. */
  NONE,
  /** An id of Lakeprint's own that stands for a person or a node. */
  PSEUDONYM,
  /** Free text, location or behaviour that may tell who somebody is. */
  PERSONAL
}
