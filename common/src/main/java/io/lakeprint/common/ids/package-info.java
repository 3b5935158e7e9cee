/**
 * Identifiers of people and the ids that Lakeprint gives them.
 *
 * <p>Answers: which types of identifiers are there, which values are junk, in which form are they
 * stored, which node does a value mean and which one anchors an event, which id does a person get?
 * Tables in and out: none; {@code events.events} and the tables of identity hold the results.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.common.ids;
