@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs.tracking;
