/**
 * What operators define: tags and the condition tree that tags, segments, funnel steps and triggers
 * share.
 *
 * <p>Answers: which tags are there, of which type, in which column, and when does a condition hold?
 * Tables in and out: none; the columns of {@code profile.person_tags} and {@code profile.portraits}
 * follow from here.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.common.definitions;
