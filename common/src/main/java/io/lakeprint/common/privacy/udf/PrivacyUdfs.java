package io.lakeprint.common.privacy.udf;

import io.lakeprint.common.privacy.IpPrefix;
import io.lakeprint.common.privacy.TextMasker;
import io.lakeprint.common.privacy.UrlMasker;
import io.lakeprint.common.privacy.VaultKeys;
import io.lakeprint.common.tables.Types;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** Masks for columns. All are deterministic and null for null. */
public final class PrivacyUdfs {

  private PrivacyUdfs() {}

  /** Free text with personal values masked, see {@link TextMasker}. */
  public static Column maskText(Column text) {
    return ofText("mask_text", TextMasker::mask).apply(text);
  }

  /** A map from text to text with personal values masked in its values, see {@link TextMasker}. */
  public static Column maskTexts(Column texts) {
    UDF1<
            scala.collection.@Nullable Map<String, @Nullable String>,
            @Nullable Map<String, @Nullable String>>
        mask =
            map -> {
              if (map == null) {
                return null;
              }
              Map<String, @Nullable String> masked =
                  new LinkedHashMap<>(CollectionConverters.asJava(map));
              masked.replaceAll((name, value) -> TextMasker.mask(value));
              return masked;
            };
    return functions.udf(mask, Types.STRING_MAP).withName("mask_texts").apply(texts);
  }

  /**
   * Addresses of pages with allowed query parameters only, see {@link UrlMasker}.
   *
   * @param allowed {@code privacy.url-parameters}
   */
  public static Column maskUrl(Column url, Collection<String> allowed) {
    UrlMasker masker = new UrlMasker(allowed);
    return ofText("mask_url", masker::mask).apply(url);
  }

  /** The network of an address, see {@link IpPrefix}; null for what is no address. */
  public static Column ipPrefix(Column address) {
    return ofText("ip_prefix", IpPrefix::of).apply(address);
  }

  /**
   * Facts of a user-agent header: {@code struct<is_bot: boolean, device_type: string, os: string,
   * browser: string>}; null for null and blank.
   */
  public static Column userAgent(Column header) {
    return functions
        .udf(new UserAgentFunction(), UserAgentFunction.TYPE)
        .withName("user_agent")
        .apply(header);
  }

  /**
   * A value of the vault sealed with the keys of now, see {@link VaultKeys#reseal}. The clear value
   * shows nowhere.
   */
  public static Column reseal(
      Column type, Column scope, Column sealed, Column version, VaultKeys keys) {
    UDF4<String, String, String, Integer, @Nullable String> function = keys::reseal;
    return functions
        .udf(function, DataTypes.StringType)
        .withName("reseal")
        .apply(type, scope, sealed, version);
  }

  private static UserDefinedFunction ofText(String name, UDF1<String, String> function) {
    return functions.udf(function, DataTypes.StringType).withName(name);
  }
}
