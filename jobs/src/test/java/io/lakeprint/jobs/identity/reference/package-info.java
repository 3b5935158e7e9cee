/**
 * A slow, plain resolver of identities, written from the rulings alone: collections, no Spark, no
 * code of the engine beyond its configuration. The engine must agree with it on every world.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs.identity.reference;
