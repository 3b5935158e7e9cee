/** Tests of typed configuration. */
@org.jspecify.annotations.NullMarked
package io.lakeprint.common.config;
