/**
 * What an operator asks about tags: {@code lakeprint tags lint}, {@code catalog} and {@code
 * preview}.
 *
 * <p>Answers: is anything wrong or odd in the definitions, which tags are there, why does a person
 * have that value, and how is a tag spread over all people? Tables in: those of {@link
 * io.lakeprint.jobs.tags}, of {@code preview} alone. Tables out: none.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs.tags.tools;
