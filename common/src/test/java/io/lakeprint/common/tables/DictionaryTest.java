package io.lakeprint.common.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.testkit.ProjectRoot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DictionaryTest {

  @Test
  void theDictionaryInDocsIsWhatTheDeclarationsSay() throws Exception {
    assertThat(Files.readString(ProjectRoot.path().resolve("docs/tables.md")))
        .as("make it again with: bin/lakeprint tables --markdown > docs/tables.md")
        .isEqualTo(Dictionary.markdown(TableCatalog.all()));
  }

  @Test
  void everyDeclaredTableIsInTheCatalogue() throws Exception {
    Path classes =
        Path.of(TableCatalog.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path room = classes.resolve(TableCatalog.class.getPackageName().replace('.', '/'));
    List<TableSpec> declared = new ArrayList<>();
    try (Stream<Path> files = Files.list(room)) {
      for (Path file : files.filter(path -> path.toString().endsWith("Table.class")).toList()) {
        String name = file.getFileName().toString().replace(".class", "");
        Class<?> table = Class.forName(TableCatalog.class.getPackageName() + "." + name);
        declared.add((TableSpec) table.getField("SPEC").get(null));
      }
    }
    assertThat(TableCatalog.all())
        .as("add it to TableCatalog, or lakeprint tables does not know it")
        .hasSizeGreaterThan(20)
        .containsExactlyInAnyOrderElementsOf(declared);
  }
}
