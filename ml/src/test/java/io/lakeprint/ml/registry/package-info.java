/** Tests of registry. */
@org.jspecify.annotations.NullMarked
package io.lakeprint.ml.registry;
