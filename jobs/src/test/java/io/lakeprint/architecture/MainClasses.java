package io.lakeprint.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** Everything the three modules ship, and nothing that only their tests see. */
final class MainClasses implements ImportOption {
  static final String ROOT = "io.lakeprint";

  private final ImportOption withoutTests = Predefined.DO_NOT_INCLUDE_TESTS;

  @Override
  public boolean includes(Location location) {
    return withoutTests.includes(location) && !location.contains("-tests.jar");
  }
}
