/**
 * What a run can end with other than success: five kinds of failure, each with its exit code.
 *
 * <p>Answers: may the scheduler retry, must an operator act, or is it our defect?
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.common.error;
