package io.lakeprint.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.error.UsageException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigLoaderTest {

  record Shop(String name, int limit, Optional<String> note) {}

  record Login(Secret password) {}

  private static final String REFERENCE =
      """
      shop { name = reference, limit = 1, note = null }
      login { password = ${?SHOP_PASSWORD} }
      """;

  @TempDir Path folder;
  private ClassLoader loader = ClassLoader.getSystemClassLoader();

  @BeforeEach
  void declareReference() throws IOException {
    Files.writeString(folder.resolve("reference.conf"), REFERENCE);
    loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null);
  }

  @Test
  void takesDefaultsFromTheReference() {
    assertThat(load(List.of()).bind("shop", Shop.class))
        .isEqualTo(new Shop("reference", 1, Optional.empty()));
  }

  @Test
  void prefersOverridesOverLaterFilesOverEarlierFiles() throws IOException {
    String first = file("first.conf", "shop { name = first, limit = 2, note = first }");
    String second = file("second.conf", "shop { name = second, limit = 3 }");

    LakeConfig config = load(List.of(first, second), "shop.name=from the command line: a/b?c");

    assertThat(config.bind("shop", Shop.class))
        .isEqualTo(new Shop("from the command line: a/b?c", 3, Optional.of("first")));
  }

  @Test
  void readsUrisOfHadoopFileSystems() throws IOException {
    String local = file("shop.conf", "shop.limit = 7");

    LakeConfig config = load(List.of(Path.of(local).toUri().toString()));

    assertThat(config.bind("shop", Shop.class).limit()).isEqualTo(7);
  }

  @Test
  void namesAMissingFile() {
    assertThatThrownBy(() -> load(List.of("nowhere/shop.conf")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("nowhere/shop.conf");
    assertThatThrownBy(() -> load(List.of("file:/nowhere/shop.conf")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("CONFIG_FILE_MISSING");
  }

  @Test
  void tellsFileAndLineOfBadSyntax() throws IOException {
    String broken = file("broken.conf", "shop {\n  name = a\n  limit = }\n}\n");

    assertThatThrownBy(() -> load(List.of(broken)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("broken.conf: 3");
  }

  @Test
  void tellsTheNameOfAnUnsetVariable() throws IOException {
    String file = file("shop.conf", "shop.name = ${SHOP_NAME}");

    assertThatThrownBy(() -> load(List.of(file)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("SHOP_NAME");
  }

  @Test
  void refusesAnOverrideWithoutAKey() {
    assertThatThrownBy(() -> load(List.of(), "shop.name"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--set key=value");
  }

  @Test
  void readsSecretsFromTheEnvironmentAndMasksThem() {
    LakeConfig config = load(List.of(), Map.of("SHOP_PASSWORD", "correct horse"));
    Login login = config.bind("login", Login.class);

    assertThat(login.password().reveal()).isEqualTo("correct horse");
    assertThat(login.toString() + config.rendered()).doesNotContain("horse").contains("***");
  }

  @Test
  void refusesSecretsFromFilesAndCommandLineWithoutPrintingThem() throws IOException {
    String file = file("shop.conf", "login.password = \"correct horse\"");
    String half = file("half.conf", "login.password = correct${SHOP_PASSWORD}");

    for (LakeConfig config :
        List.of(
            load(List.of(file)),
            load(List.of(half), Map.of("SHOP_PASSWORD", " horse")),
            load(List.of(), "login.password=correct horse"))) {
      assertThatThrownBy(() -> config.bind("login", Login.class))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("${?NAME}")
          .hasMessageNotContaining("horse");
      assertThat(config.rendered()).doesNotContain("horse");
    }
  }

  @Test
  void aPackStandsBetweenTheReferenceAndTheFiles() throws IOException {
    pack("small", "shop { name = pack, limit = 2 }");
    String file = file("shop.conf", "packs = [small]\nshop.limit = 3");

    assertThat(load(List.of(file)).bind("shop", Shop.class))
        .isEqualTo(new Shop("pack", 3, Optional.empty()));
    assertThat(load(List.of(file), "packs=[]").bind("shop", Shop.class).name())
        .isEqualTo("reference");
  }

  @Test
  void refusesPacksThatAreNotThereOrSayTheSameThingTwice() throws IOException {
    pack("one", "shop { a { x { limit = 1 } } }");
    pack("other", "shop { a { x { note = 2 }, y { limit = 1 } } }");

    assertThatThrownBy(() -> load(List.of(), "packs=[tiny]"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no pack 'tiny'");
    assertThatThrownBy(() -> load(List.of(), "packs=[one, other]"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("one and other both define shop.a.x");
    assertThatThrownBy(() -> load(List.of(), "packs=one"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--set packs");
  }

  private void pack(String name, String text) throws IOException {
    Files.writeString(
        Files.createDirectories(folder.resolve("packs")).resolve(name + ".conf"), text);
  }

  @Test
  void hashIgnoresKeyOrderAndSecretsOnly() throws IOException {
    String one = file("one.conf", "shop { name = a, limit = 5 }");
    String two = file("two.conf", "shop { limit = 5 }\nshop { name = a }");
    String three = file("three.conf", "shop { name = a, limit = 6 }");

    String hash = load(List.of(one), Map.of("SHOP_PASSWORD", "x")).hash();

    assertThat(load(List.of(two), Map.of("SHOP_PASSWORD", "y")).hash()).isEqualTo(hash);
    assertThat(load(List.of(three), Map.of("SHOP_PASSWORD", "x")).hash()).isNotEqualTo(hash);
    assertThat(hash).matches("[0-9a-f]{64}");
  }

  @Test
  void reportsUnknownSections() throws IOException {
    Problems problems = new Problems();
    load(List.of(file("shop.conf", "shpo.limit = 7"))).checkSections(problems);

    assertThatThrownBy(problems::throwIfAny)
        .hasMessageContaining("shpo: unknown section. Did you mean 'shop'?")
        .hasMessageContaining("shop.conf: 1");
  }

  private LakeConfig load(List<String> files, String... overrides) {
    return ConfigLoader.load(files, Arrays.asList(overrides), loader, Map.of());
  }

  private LakeConfig load(List<String> files, Map<String, String> environment) {
    return ConfigLoader.load(files, List.of(), loader, environment);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
