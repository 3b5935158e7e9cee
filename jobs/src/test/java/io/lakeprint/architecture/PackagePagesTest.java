package io.lakeprint.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class PackagePagesTest {

  @Test
  void everyPackageSaysThatNothingIsNullUnlessItSaysSo() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new MainClasses())
            .importPackages(MainClasses.ROOT);
    SortedSet<String> unmarked = new TreeSet<>();
    for (JavaClass type : classes) {
      JavaPackage home = type.getPackage();
      if (!home.isAnnotatedWith(NullMarked.class)) {
        unmarked.add(home.getName());
      }
    }
    assertThat(classes).isNotEmpty();
    assertThat(unmarked).as("packages whose package-info lacks @NullMarked").isEmpty();
  }
}
