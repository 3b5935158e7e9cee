/**
 * Answers: who is to be acted on outside the lake, what does each tool already know of them, and
 * what has it to be told today?
 *
 * <p>In come segments, scores, portraits, the identity map and the vault, which is opened here and
 * nowhere else; out go {@code activation.outbox}, {@code activation.deliveries}, {@code
 * activation.touches}, {@code activation.assignments}, and files, rows or requests to whom it
 * concerns.
 */
@NullMarked
package io.lakeprint.jobs.activate;

import org.jspecify.annotations.NullMarked;
