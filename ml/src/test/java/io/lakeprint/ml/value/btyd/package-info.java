@NullMarked
package io.lakeprint.ml.value.btyd;

import org.jspecify.annotations.NullMarked;
