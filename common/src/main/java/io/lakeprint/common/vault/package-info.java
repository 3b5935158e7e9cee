/**
 * Answers: are the keys of this run those that the vault was closed with?
 *
 * <p>{@code vault.identifiers} comes in; nothing goes out.
 */
@NullMarked
package io.lakeprint.common.vault;

import org.jspecify.annotations.NullMarked;
