package io.lakeprint.common.privacy;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ua_parser.Client;
import ua_parser.Parser;

/**
 * What a browser or app says about itself.
 *
 * @param isBot whether a program asks, not a person
 * @param deviceType mobile, tablet, desktop, tv, bot or other
 * @param os family of the operating system, such as {@code Android}; null when unknown
 * @param browser family of the browser or app, such as {@code Chrome Mobile}; null when unknown
 */
public record UserAgent(
    boolean isBot, String deviceType, @Nullable String os, @Nullable String browser) {

  private static final String UNKNOWN = "Other";

  /** Programs that the rules of ua-parser call browsers. */
  private static final Pattern PROGRAM =
      Pattern.compile(
          "(?i)(?:bot|crawler|spider|slurp|headless|phantomjs|lighthouse|pingdom|uptime|monitor)"
              + "|^(?:curl|wget|python|java/|go-http-client|apache-httpclient|libwww|scrapy)");

  private static final Pattern TABLET =
      Pattern.compile("(?i)ipad|tablet|kindle|silk/|playbook|android(?!.*mobile)");
  private static final Pattern TELEVISION =
      Pattern.compile(
          "(?i)smart-?tv|apple ?tv|googletv|android tv|hbbtv|netcast|web0s|bravia|roku");

  /** The compiled rules are large: one for the process, and safe for all threads. */
  private static final class Rules {
    static final Parser PARSER = new Parser();
  }

  /** Reads a header by the rules of uap-core (some milliseconds for the first, then less). */
  static UserAgent parse(String header) {
    Client client = Rules.PARSER.parse(header);
    boolean bot = "Spider".equals(client.device.family) || PROGRAM.matcher(header).find();
    String os = known(client.os.family);
    return new UserAgent(
        bot, bot ? "bot" : deviceType(header, os), os, known(client.userAgent.family));
  }

  private static String deviceType(String header, @Nullable String os) {
    if (TELEVISION.matcher(header).find()) {
      return "tv";
    }
    if (TABLET.matcher(header).find()) {
      return "tablet";
    }
    if (os == null) {
      return "other";
    }
    return switch (os) {
      case "Android", "iOS", "HarmonyOS", "Windows Phone", "BlackBerry OS", "KaiOS" -> "mobile";
      case "Windows", "Mac OS X", "Linux", "Ubuntu", "Fedora", "Chrome OS", "FreeBSD" -> "desktop";
      default -> header.contains("Mobile") ? "mobile" : "other";
    };
  }

  private static @Nullable String known(@Nullable String family) {
    return UNKNOWN.equals(family) ? null : family;
  }
}
