/**
 * Identifiers of people and the ids that Lakeprint gives them.
 *
 * <p>Answers: which types of identifiers are there, which node does a value mean, which id does a
 * person get?
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.common.ids;
