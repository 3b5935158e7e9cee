/**
 * How fast and how true identity is: {@code lakeprint bench identity}.
 *
 * <p>Answers: what does the engine cost beyond one scan, one exchange and one write, how does it
 * compare with GraphX and with the alternating stars of the literature, what does a day cost
 * against everything, and how often is it right on people whose truth is known? Reads and writes
 * only the folder of the run.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs.identity.bench;
