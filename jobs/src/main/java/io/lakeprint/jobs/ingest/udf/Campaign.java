package io.lakeprint.jobs.ingest.udf;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/** The campaign that an address names in its query parameters. */
final class Campaign {
  static final DataType TYPE =
      DataType.fromDDL(
          "struct<id: string, source: string, medium: string, name: string, content: string,"
              + " term: string, click_id: string>");

  private static final List<String> UTM =
      List.of("utm_id", "utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term");

  /** Of Google, Meta, Microsoft, TikTok, X, Baidu and Tencent; the first found counts. */
  private static final List<String> CLICK_IDS =
      List.of("gclid", "fbclid", "msclkid", "ttclid", "twclid", "bd_vid", "gdt_vid", "qz_gdt");

  private Campaign() {}

  /** Null for an address without any of these parameters. */
  static @Nullable Row of(@Nullable String url) {
    int query = url == null ? -1 : url.indexOf('?');
    if (url == null || query < 0) {
      return null;
    }
    int fragment = url.indexOf('#', query);
    String text = url.substring(query + 1, fragment < 0 ? url.length() : fragment);
    @Nullable Object[] values = new Object[UTM.size() + 1];
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && equals + 1 < pair.length()) {
        keep(pair.substring(0, equals), pair.substring(equals + 1), values);
      }
    }
    return Arrays.stream(values).allMatch(value -> value == null)
        ? null
        : RowFactory.create(values);
  }

  private static void keep(String name, String value, @Nullable Object[] values) {
    int index = UTM.indexOf(name);
    if (index < 0 && CLICK_IDS.contains(name)) {
      index = UTM.size();
    }
    if (index >= 0 && values[index] == null) {
      values[index] = decoded(value);
    }
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }
}
