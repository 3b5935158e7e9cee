package io.lakeprint.jobs.identity.tools;

import io.lakeprint.common.ids.Identifier;

/**
 * An identifier that an operator typed: shown as typed, looked up as stored.
 *
 * @param typed {@code type:value} as it was given
 * @param id its stored form
 */
record Named(String typed, Identifier id) {

  long node() {
    return id.node();
  }

  /** As it was typed: the operator knows it already. */
  @Override
  public String toString() {
    return typed;
  }
}
