package io.lakeprint.common.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageProbeTest {

  @TempDir private Path folder;

  @Test
  void aStorageThatDoesAllIsLeftAsItWas() throws IOException {
    Path lake = Files.createDirectories(folder.resolve("old/lake"));
    Files.writeString(lake.resolve("kept"), "kept");

    assertThat(probe(lake)).isEmpty();
    assertThat(probe(folder.resolve("new/deep/lake"))).isEmpty();

    try (Stream<Path> left = Files.walk(folder)) {
      assertThat(left.filter(path -> !Files.isDirectory(path)).map(Path::getFileName))
          .extracting(String::valueOf)
          .containsExactly("kept");
    }
    assertThat(list(folder)).containsExactly("old");
    assertThat(list(lake)).containsExactly("kept");
  }

  @Test
  void whatCannotBeDoneIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");

    Optional<StorageProbe.Refused> refused = probe(file.resolve("lake"));

    assertThat(refused).map(StorageProbe.Refused::step).contains("make a folder");
    assertThat(refused).map(StorageProbe.Refused::reason).get().asString().contains("file");
    assertThat(StorageProbe.of("nowhere://x/y", new Configuration()))
        .map(StorageProbe.Refused::step)
        .contains("reach the root");
  }

  private static Optional<StorageProbe.Refused> probe(Path root) {
    return StorageProbe.of(root.toString(), new Configuration());
  }

  private static List<String> list(Path path) throws IOException {
    try (Stream<Path> listed = Files.list(path)) {
      return listed.map(child -> child.getFileName().toString()).toList();
    }
  }
}
