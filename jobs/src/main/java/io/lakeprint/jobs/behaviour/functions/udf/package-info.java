/** The aggregates behind the SQL functions, and their registration. */
@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs.behaviour.functions.udf;
