package io.lakeprint.common.definitions;

import java.util.Optional;

/**
 * One segment as an operator defines it; docs/segments.md explains each key.
 *
 * @param nameZh Chinese name
 * @param nameEn English name
 * @param group where it stands in the catalogue
 * @param description what an operator should know before using it
 * @param owner who answers for it
 * @param when the condition that holds for its people
 */
public record SegmentDefinition(
    String nameZh,
    String nameEn,
    Optional<String> group,
    Optional<String> description,
    Optional<String> owner,
    Condition when)
    implements Definition {}
