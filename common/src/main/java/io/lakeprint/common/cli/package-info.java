/**
 * The command line: one entry for every job and for the questions about jobs, tables and runs.
 *
 * <p>Answers: what can I call, what came of it, with which exit code?
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.common.cli;
