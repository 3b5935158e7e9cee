@org.jspecify.annotations.NullMarked
package io.lakeprint.common.cli.doctor;
