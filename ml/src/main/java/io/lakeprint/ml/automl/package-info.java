/**
 * AutoML: a model without anybody choosing how to learn.
 *
 * <p>Answers: which columns may a model see, which way to learn is best, how sure are we? Tables in
 * and out are those of training.
 */
@NullMarked
package io.lakeprint.ml.automl;

import org.jspecify.annotations.NullMarked;
