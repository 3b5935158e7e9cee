/**
 * Every table of the lake, declared once: columns, key, layout and what happens to it when people
 * merge.
 *
 * <p>Answers: what does a table hold, at which grain, who may read what? DDL, write check, merge
 * keys, dictionary and test rows all derive from these declarations.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.common.tables;
