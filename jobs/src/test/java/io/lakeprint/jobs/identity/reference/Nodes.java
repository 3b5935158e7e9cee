package io.lakeprint.jobs.identity.reference;

import io.lakeprint.common.ids.NodeIds;

/** Hashes of identifiers, which break ties that no ruling breaks. */
final class Nodes {

  static long node(Life life) {
    return NodeIds.node(life.id().type(), life.id().scope(), life.id().value());
  }

  private Nodes() {}
}
