/**
 * What sources declared about people.
 *
 * <p>Answers: which attribute of whom was set, added to or taken away, when and by which source?
 * Tables in: {@code events.events}. Tables out: {@code profile.attribute_updates}.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs.attributes;
