package io.lakeprint.common.privacy;

import java.io.Serializable;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes people out of addresses of pages: keeps only allowed query parameters, masks path segments
 * and kept values that look personal (see {@link TextMasker}), and drops user names, path
 * parameters such as {@code ;jsessionid=} and fragments that carry values.
 *
 * <p>Addresses are taken as they come, valid or not. Deterministic; masking twice changes nothing.
 */
public final class UrlMasker implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Set<String> names;
  private final TreeSet<String> prefixes;

  /**
   * Keeps these parameters, whatever their case.
   *
   * @param allowed names, or prefixes that end with {@code *}
   */
  public UrlMasker(Collection<String> allowed) {
    this.names =
        allowed.stream()
            .filter(name -> !name.endsWith("*"))
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    this.prefixes =
        allowed.stream()
            .filter(name -> name.endsWith("*"))
            .map(name -> name.substring(0, name.length() - 1).toLowerCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The address without what is not allowed; null for null. */
  public @Nullable String mask(@Nullable String url) {
    if (url == null) {
      return null;
    }
    int hash = url.indexOf('#');
    String fragment = hash < 0 ? "" : fragment(url.substring(hash + 1));
    return pathAndQuery(hash < 0 ? url : url.substring(0, hash)) + fragment;
  }

  private String pathAndQuery(String url) {
    int question = url.indexOf('?');
    return question < 0
        ? path(url)
        : path(url.substring(0, question)) + query(url.substring(question + 1));
  }

  /** Routes of single-page applications stay ({@code #/shop?page=2}); other values go. */
  private String fragment(String fragment) {
    if (fragment.startsWith("/") || fragment.startsWith("!/")) {
      return "#" + pathAndQuery(fragment);
    }
    boolean plain = fragment.indexOf('=') < 0 && !TextMasker.isPersonal(decoded(fragment));
    return plain && !fragment.isEmpty() ? "#" + fragment : "";
  }

  private static String path(String path) {
    StringBuilder kept = new StringBuilder(path.length());
    int authority = path.indexOf("://");
    int start = 0;
    if (authority > 0 && authority < 16) {
      int end = path.indexOf('/', authority + 3);
      end = end < 0 ? path.length() : end;
      int at = path.lastIndexOf('@', end - 1);
      start = end;
      kept.append(path, 0, authority + 3)
          .append(path, at > authority ? at + 1 : authority + 3, end);
    }
    while (start < path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      int semicolon = path.indexOf(';', start);
      int cut = semicolon < 0 || semicolon > end ? end : semicolon;
      String segment = path.substring(start, cut);
      kept.append(TextMasker.isPersonal(decoded(segment)) ? TextMasker.MASK : segment);
      if (slash >= 0) {
        kept.append('/');
      }
      start = end + 1;
    }
    return kept.toString();
  }

  private String query(String query) {
    StringBuilder kept = new StringBuilder();
    for (String parameter : query.split("&", -1)) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      if (isAllowed(decoded(name).toLowerCase(Locale.ROOT))) {
        String value = equals < 0 ? "" : parameter.substring(equals);
        kept.append(kept.length() == 0 ? '?' : '&')
            .append(name)
            .append(TextMasker.isPersonal(decoded(value)) ? "=" + TextMasker.MASK : value);
      }
    }
    return kept.toString();
  }

  private boolean isAllowed(String name) {
    if (names.contains(name)) {
      return true;
    }
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** Broken escapes are looked at as they are. */
  private static String decoded(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
