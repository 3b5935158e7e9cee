/** Seeded people and settings that the tests of all models share. */
@org.jspecify.annotations.NullMarked
package io.lakeprint.ml;
