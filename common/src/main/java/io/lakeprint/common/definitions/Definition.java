package io.lakeprint.common.definitions;

import java.util.Optional;

/** What an operator defines and a reader finds by name: a tag, a segment, a report. */
public interface Definition {

  /** Chinese name. */
  String nameZh();

  /** English name. */
  String nameEn();

  /** Who answers for it. */
  Optional<String> owner();
}
