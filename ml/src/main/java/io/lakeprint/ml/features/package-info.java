/**
 * Features: what was known about each person at the end of a day, as numbers.
 *
 * <p>Answers: what could a model have known on that day? Tables in: {@code
 * behaviour.daily_activity}, {@code behaviour.daily_dimensions}, {@code behaviour.sessions}, {@code
 * events.events}, {@code profile.attribute_updates}, {@code identity.identity_map}, {@code
 * identity.identity_log}, {@code ml.features} as it was. Out: {@code ml.features}.
 */
@NullMarked
package io.lakeprint.ml.features;

import org.jspecify.annotations.NullMarked;
