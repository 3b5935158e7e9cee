/**
 * Speed, measured so that it means something: variants of the same work, alternated in one run, as
 * ratios against a floor.
 *
 * <p>Answers: how fast is this, compared with the least that Spark must do? Modules contribute
 * {@link io.lakeprint.common.bench.Benchmark}s; {@code lakeprint bench} runs them. Reads and writes
 * only the folder of the run.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.common.bench;
