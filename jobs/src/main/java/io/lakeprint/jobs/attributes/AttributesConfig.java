package io.lakeprint.jobs.attributes;

/**
 * Which events tell attributes.
 *
 * @param fromEveryEvent whether user properties on events of behaviour count too (GA4 sends them
 *     so), or only those on records such as {@code identify} and {@code profile_set}
 */
public record AttributesConfig(boolean fromEveryEvent) {}
