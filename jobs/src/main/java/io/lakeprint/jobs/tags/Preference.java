package io.lakeprint.jobs.tags;

/**
 * The values of a dimension that a person did most with.
 *
 * @param name the call that asks for it, with its window; the column it is computed into
 * @param dimension dimension of {@code behaviour.daily_dimensions}
 * @param count how many values at most
 * @param events the events that count
 * @param window the days that count
 */
record Preference(String name, String dimension, int count, EventMatch events, Window window) {}
