/** What tests of all modules share: the module's test-jar, never shipped. */
@NullMarked
package io.lakeprint.testkit;

import org.jspecify.annotations.NullMarked;
