@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs.upkeep;
