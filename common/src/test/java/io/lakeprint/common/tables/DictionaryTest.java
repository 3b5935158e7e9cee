package io.lakeprint.common.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.testkit.ProjectRoot;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class DictionaryTest {

  @Test
  void theDictionaryInDocsIsWhatTheDeclarationsSay() throws Exception {
    assertThat(Files.readString(ProjectRoot.path().resolve("docs/tables.md")))
        .as("make it again with: bin/lakeprint tables --markdown > docs/tables.md")
        .isEqualTo(Dictionary.markdown(TableCatalog.all()));
  }
}
