package io.lakeprint.jobs.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that an event says about who has a node.
 *
 * @param at when
 * @param kind what
 * @param principal node of the principal on the record; null = none
 */
record Signal(Instant at, Kind kind, @Nullable Long principal) {

  /** In this order, which is that of their names, where several happen at one instant. */
  enum Kind {
    LOGOUT,
    /** The principal and the node on a record that is none of the others. */
    SEEN,
    UNBIND,
    /** A login or bind with the principal. */
    VERIFY
  }
}
