/**
 * Files of the machine itself.
 *
 * <p>Answers: how does Spark on one machine read and write its disk without starting a process per
 * file?
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.common.files;
