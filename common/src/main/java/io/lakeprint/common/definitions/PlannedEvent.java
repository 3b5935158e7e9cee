package io.lakeprint.common.definitions;

import io.lakeprint.common.config.Default;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An event that is meant to be collected.
 *
 * @param description when it is to be sent
 * @param owner who answers for it
 * @param sources sources that send it; empty = whichever
 * @param channels channels it comes from; empty = whichever
 * @param properties what it says, by name: a column of {@code events.events}, else a key of its
 *     {@code properties}
 */
public record PlannedEvent(
    Optional<String> description,
    Optional<String> owner,
    @Default("[]") List<String> sources,
    @Default("[]") List<String> channels,
    @Default("{}") Map<String, PlannedProperty> properties) {}
