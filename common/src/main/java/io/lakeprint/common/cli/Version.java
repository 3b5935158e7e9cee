package io.lakeprint.common.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The version of Lakeprint, as Maven wrote it into the jar. */
final class Version {

  private Version() {}

  static String current() {
    try (InputStream in = Version.class.getResourceAsStream("/lakeprint-version.properties")) {
      if (in == null) {
        throw new IllegalStateException("lakeprint-version.properties is not on the class path");
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The version with a hash of what the jar and the extensions beside it ({@code --jars}) hold,
   * whenever and wherever they were built or copied: two runs of the same code say the same.
   *
   * @return such as {@code 0.1.0+5f0c1d6c0b9f}
   */
  static String ofBuild() {
    return current() + "+" + Build.HASH;
  }

  /** Taken once a process: a jar does not change under it. */
  private static final class Build {
    static final String HASH = hash();

    private static String hash() {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Path jar : jars()) {
          add(jar, digest);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 6);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      } catch (IOException | URISyntaxException e) {
        throw new IllegalStateException("a jar on the class path cannot be read", e);
      }
    }

    private static SortedSet<Path> jars() throws URISyntaxException {
      SortedSet<Path> jars = new TreeSet<>();
      addIfJar(Version.class.getProtectionDomain().getCodeSource().getLocation(), jars);
      if (Thread.currentThread().getContextClassLoader() instanceof URLClassLoader loader) {
        for (URL url : loader.getURLs()) {
          addIfJar(url, jars);
        }
      }
      return jars;
    }

    private static void addIfJar(URL url, SortedSet<Path> jars) throws URISyntaxException {
      URI uri = url.toURI();
      if ("file".equals(uri.getScheme()) && Files.isRegularFile(Path.of(uri))) {
        jars.add(Path.of(uri));
      }
    }

    /** The check sums that the archive itself lists: its bytes need not be read. */
    private static void add(Path jar, MessageDigest digest) throws IOException {
      try (ZipFile entries = new ZipFile(jar.toFile())) {
        entries.stream()
            .sorted(Comparator.comparing(ZipEntry::getName))
            .forEach(
                entry -> {
                  digest.update(entry.getName().getBytes(StandardCharsets.UTF_8));
                  digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, entry.getCrc()));
                });
      }
    }
  }
}
