package io.lakeprint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;

class DefaultsTest {

  @Test
  void theDefaultsOfAllModulesMakeOneConfiguration() {
    Config defaults = ConfigFactory.defaultReference(getClass().getClassLoader());
    assertThat(defaults.isResolved()).isTrue();
    assertThat(defaults.root()).containsKeys("lake", "time", "simulate", "sources", "features");
  }
}
