/**
 * Typed configuration over HOCON: files become records, and all mistakes are told at once.
 *
 * <p>Answers: what does this run do, where did each setting come from, and was anything mistyped?
 * Tables in and out: none.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.common.config;
