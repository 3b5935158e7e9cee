/**
 * Answers: how do the files of a lake stay few and the deleted ones go, without anybody losing what
 * they have still to read?
 *
 * <p>Every table comes in; no row changes.
 */
@NullMarked
package io.lakeprint.jobs.upkeep;

import org.jspecify.annotations.NullMarked;
