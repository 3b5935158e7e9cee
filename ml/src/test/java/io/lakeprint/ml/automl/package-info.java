@org.jspecify.annotations.NullMarked
package io.lakeprint.ml.automl;
