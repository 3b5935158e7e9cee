/** What a person's events in order say, as a function on columns. */
@org.jspecify.annotations.NullMarked
package io.lakeprint.common.people.udf;
