/**
 * Answers: how does the vault get other keys, without anything being lost and without a clear value
 * being seen?
 *
 * <p>{@code vault.identifiers} comes in and goes out, sealed with the keys of {@code
 * privacy.vault}.
 */
@NullMarked
package io.lakeprint.jobs.vault;

import org.jspecify.annotations.NullMarked;
