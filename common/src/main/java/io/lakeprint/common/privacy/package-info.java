/**
 * Keeps people out of what does not need them: tokens instead of identifiers, masks in free text
 * and addresses, prefixes instead of addresses of devices.
 *
 * <p>Answers: what may be stored in the clear, and who can open the rest? Tables in and out: none;
 * the values go into {@code events.events} and {@code vault.identifiers}.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.common.privacy;
