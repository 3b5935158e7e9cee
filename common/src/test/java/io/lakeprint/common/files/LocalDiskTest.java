package io.lakeprint.common.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("counts the processes that this one starts")
class LocalDiskTest {
  private static final URI LOCAL = URI.create("file:///");

  @TempDir private java.nio.file.Path folder;
  private final Configuration configuration = new Configuration(false);
  private final FileSystem disk = new LocalDisk();

  @BeforeEach
  void initialize() throws IOException {
    LocalDisk.SPARK_SETTINGS.forEach(
        (key, value) -> configuration.set(key.substring("spark.hadoop.".length()), value));
    disk.initialize(LOCAL, configuration);
  }

  @Test
  void itTellsWhatHadoopsOwnTells() throws IOException {
    FileSystem hadoops = new LocalFileSystem();
    hadoops.initialize(LOCAL, new Configuration(false));
    Random random = new Random(7);
    for (int i = 0; i < 12; i++) {
      Path file = path("a/b" + i % 3 + "/name with space " + i);
      disk.create(file).close();
      disk.setPermission(file, new FsPermission((short) random.nextInt(1 << 9)));
    }
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("a"));

    for (String name : List.of("", "a", "a/b0", "a/b1", "a/b2", "link")) {
      assertThat(told(disk.listStatus(path(name)))).isEqualTo(told(hadoops.listStatus(path(name))));
    }
    assertThat(disk.getFileLinkStatus(path("link")))
        .isEqualTo(hadoops.getFileLinkStatus(path("link")));
    assertThatThrownBy(() -> disk.getFileStatus(path("nowhere")))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("nowhere does not exist");
    assertThat(disk.exists(path("a/b0/name with space 0/below a file"))).isFalse();
  }

  @Test
  void itStartsNoProcess() throws IOException {
    List<String> started =
        processesOf(
            () -> {
              disk.mkdirs(path("new"), new FsPermission((short) 0750));
              disk.create(path("new/file")).close();
              disk.setPermission(path("new/file"), new FsPermission((short) 0640));
              disk.listFiles(path("new"), true).next();
              FileContext context = FileContext.getFileContext(LOCAL, configuration);
              context.rename(path("new/file"), path("new/other"), Rename.OVERWRITE);
            });

    assertThat(started).isEmpty();
    assertThat(disk.getFileStatus(path("new/other")).getPermission()).hasToString("rw-r-----");
    assertThat(disk.getFileStatus(path("new")).getPermission()).hasToString("rwxr-x---");
  }

  private interface Work {
    void run() throws IOException;
  }

  private List<String> processesOf(Work work) throws IOException {
    java.nio.file.Path events = folder.resolve("events.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ProcessStart");
      recording.start();
      work.run();
      recording.stop();
      recording.dump(events);
    }
    List<String> started = new ArrayList<>();
    RecordingFile.readAllEvents(events).forEach(event -> started.add(event.getString("command")));
    return started;
  }

  private static Map<String, List<Object>> told(FileStatus[] all) {
    Map<String, List<Object>> told = new TreeMap<>();
    for (FileStatus one : all) {
      told.put(
          one.getPath().toString(),
          List.of(
              one.isDirectory(),
              one.getLen(),
              one.getReplication(),
              one.getBlockSize(),
              one.getModificationTime(),
              one.getPermission(),
              one.getOwner(),
              one.getGroup()));
    }
    return told;
  }

  private Path path(String name) {
    return name.isEmpty() ? new Path(folder.toUri()) : new Path(new Path(folder.toUri()), name);
  }
}
