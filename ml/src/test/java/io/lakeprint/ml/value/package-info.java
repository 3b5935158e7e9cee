@NullMarked
package io.lakeprint.ml.value;

import org.jspecify.annotations.NullMarked;
