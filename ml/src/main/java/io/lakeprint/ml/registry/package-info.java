/**
 * The registry: what a trained model is, where it is kept and which one is in service.
 *
 * <p>Answers: which model scores people at this date, what does it read, how do I load it? Tables
 * in: {@code ml.models}. Artefacts: {@code <root>/_models/<model>/<version>}.
 */
@NullMarked
package io.lakeprint.ml.registry;

import org.jspecify.annotations.NullMarked;
