/**
 * Customer value: who still buys, how often they will and what that is worth.
 *
 * <p>Answers: who are the valuable customers, and which of them are about to be lost? Tables in:
 * {@code behaviour.orders}, {@code identity.identity_log}, {@code identity.one_id_aliases}. Out:
 * {@code ml.customer_values}, {@code ml.value_models}, {@code ml.value_tenths}.
 */
@NullMarked
package io.lakeprint.ml.value;

import org.jspecify.annotations.NullMarked;
