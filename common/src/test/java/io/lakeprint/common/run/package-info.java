/** Tests of running jobs. */
@org.jspecify.annotations.NullMarked
package io.lakeprint.common.run;
